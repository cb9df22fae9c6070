import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'

const root = path.resolve(__dirname, '../..')
const isProduction = process.env.NODE_ENV === 'production'
const isH5 = process.env.TARO_ENV === 'h5'

/** The h5 dev server empties the folder it is given, so it has one of its own. `ACCORD_OUT` (under dist/) serves tests. */
const outputName = process.env.ACCORD_OUT ?? (isH5 ? (isProduction ? 'h5' : 'h5-dev') : 'weapp')

/** Names are paid for in every setData and every stylesheet: hashes only where nobody reads them (P10). */
const cssModules = {
  enable: true,
  config: {
    namingPattern: 'module' as const,
    generateScopedName: isProduction ? '[hash:base64:5]' : '[name]__[local]___[hash:base64:5]',
  },
}

export default defineConfig<'webpack5'>(() => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'accord',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
    sourceRoot: 'src',
    outputRoot: `../dist/${outputName}`,
    framework: 'react',
    plugins: [path.join(__dirname, 'label-templates.cjs')],
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    // Files are UTF-8: escaped, every Chinese character would take six bytes of the package instead of three (P9, P14).
    terser: { enable: true, config: { output: { ascii_only: false } } },
    cache: { enable: false },
    alias: {
      '@': path.join(root, 'client/src'),
      '@shared': path.join(root, 'shared'),
      // The modern build has private methods: WeCom on iOS 13 and Chrome 80 cannot read them, nor does Taro's minifier keep them whole.
      '@tanstack/react-query': path.join(root, 'node_modules/@tanstack/react-query/build/legacy/index.js'),
      '@tanstack/query-core': path.join(root, 'node_modules/@tanstack/query-core/build/legacy/index.js'),
    },
    defineConstants: {
      'process.env.ACCORD_API': JSON.stringify(process.env.ACCORD_API ?? 'http://127.0.0.1:4680'),
      'process.env.ACCORD_PROVIDER': JSON.stringify(process.env.ACCORD_PROVIDER ?? ''),
      'process.env.ACCORD_DEV': JSON.stringify(isProduction ? '' : 'yes'),
    },
    mini: {
      compile: { include: [path.join(root, 'shared')] },
      miniCssExtractPluginOption: { ignoreOrder: true },
      postcss: { pxtransform: { enable: true, config: {} }, cssModules },
      webpackChain(chain, webpack) {
        chain
          .plugin('abort')
          .use(webpack.ProvidePlugin, [
            { AbortController: [path.join(root, 'client/src/platform/abort-controller'), 'AbortController'] },
          ])
      },
    },
    h5: {
      compile: { include: [path.join(root, 'shared')] },
      publicPath: './',
      router: { mode: 'hash' },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        autoprefixer: { enable: true, config: {} },
        pxtransform: { enable: true, config: { baseFontSize: 20, minRootSize: 20, maxRootSize: 20 } },
        cssModules,
      },
      webpackChain(chain) {
        // What several pages use is loaded once, not with each of them.
        chain.optimization.splitChunks({
          chunks: 'async',
          minSize: 0,
          cacheGroups: {
            default: false,
            pieces: {
              name: 'pieces',
              minChunks: 2,
              test: /[\\/](?:client[\\/]src|shared|node_modules)[\\/]/,
              reuseExistingChunk: true,
            },
          },
        })
      },
    },
  }
  return config
})
