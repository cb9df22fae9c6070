export default definePageConfig({ navigationBarTitleText: '新建邀请' })
