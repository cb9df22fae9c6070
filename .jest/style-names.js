// `styles.title` is 'title': tests look at what people see, class names only need to exist.
module.exports = new Proxy(
  { __esModule: true },
  {
    get: (target, name) => (name === '__esModule' ? true : name === 'default' ? module.exports : String(name)),
  },
)
