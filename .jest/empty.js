// Styles mean nothing in jsdom.
module.exports = {}
