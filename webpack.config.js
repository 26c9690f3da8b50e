const nodeExternals = require('webpack-node-externals');

/** Bundles one app's own code; SWC transpiles, `npm run types` checks, node_modules stay outside. */
module.exports = (options) => ({
  ...options,
  externals: [nodeExternals()],
  devtool: 'source-map',
  module: {
    rules: [{ test: /\.ts$/, exclude: /node_modules/, use: { loader: 'swc-loader' } }],
  },
  plugins: [],
  performance: { hints: false },
  stats: 'errors-warnings',
});
