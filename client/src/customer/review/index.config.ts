export default definePageConfig({
  navigationBarTitleText: '写评价',
  // Without this Taro keeps the hook from WeCom's menu.
  enableShareAppMessage: true,
})
