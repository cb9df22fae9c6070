// Starts the Taro command line with client/ as its app folder, so that config/ stays here while Babel and browserslist
// read the root. Usage: node client/taro.cjs build --type weapp|h5 [--watch]
const path = require('node:path')
const CLI = require('@tarojs/cli/dist/cli').default

new CLI(path.resolve(__dirname)).run()
