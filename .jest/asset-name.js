// A picture is its address; in tests any will do.
module.exports = 'asset'
