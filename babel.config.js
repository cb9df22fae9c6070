// One Babel for Taro's builds and for jest: the same source is compiled the same way in both.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
}
