/** A browser's elements are labelled by themselves. */
export {}
