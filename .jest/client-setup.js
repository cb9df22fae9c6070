// What a page finds at start: the target it was built for and an (empty) wx.
process.env.TARO_ENV = 'h5'
globalThis.wx = {}
// React is told that updates inside Testing Library's act are meant.
globalThis.IS_REACT_ACT_ENVIRONMENT = true
