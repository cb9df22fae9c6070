/** Whether an object has the key itself; `Object.hasOwn` is younger than the oldest phones we serve. */
export const hasOwn = (object: object, key: string): boolean => Object.prototype.hasOwnProperty.call(object, key)
