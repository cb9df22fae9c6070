import Taro from '@tarojs/taro'

/**
 * Keeps a picture on the device: in the album of a phone, among the downloads of a browser.
 * @param picture data URI of a PNG
 * @param name    file name without ending
 * @returns where it went, in words
 * @throws when the device refuses
 */
export async function savePicture(picture: string, name: string): Promise<string> {
  if (process.env.TARO_ENV === 'h5') {
    const anchor = document.createElement('a')
    anchor.href = picture
    anchor.download = `${name}.png`
    document.body.append(anchor)
    anchor.click()
    anchor.remove()
    return '图片已保存'
  }
  const filePath = `${wx.env.USER_DATA_PATH}/${name}.png`
  await writeFile(filePath, picture.slice(picture.indexOf(',') + 1))
  await Taro.saveImageToPhotosAlbum({ filePath })
  return '图片已保存到相册'
}

const writeFile = (filePath: string, data: string): Promise<void> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({
      filePath,
      data,
      encoding: 'base64',
      success: () => resolve(),
      fail: (fault) => reject(new Error(fault.errMsg)),
    })
  })
