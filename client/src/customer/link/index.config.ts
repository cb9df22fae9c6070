export default definePageConfig({
  navigationBarTitleText: '邀请',
  // Without this Taro keeps the hook from WeCom's menu.
  enableShareAppMessage: true,
})
