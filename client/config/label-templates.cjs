// A Taro plugin: puts the attributes screen readers need into the templates; src/platform/labels.ts tells the runtime.
const labels = require('./labels.json')

module.exports = (context) =>
  context.registerMethod({
    name: 'onSetupClose',
    fn: (platform) => platform.template?.mergeComponents(context, labels),
  })
