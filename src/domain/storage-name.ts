/** `imalink_20241018_143052_a1b2c3d4`: local time of creation and the first eight hex digits of the uuid. Informative only. */
export function storageDirectoryName(createdAt: Date, uuid: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${createdAt.getFullYear()}${two(createdAt.getMonth() + 1)}${two(createdAt.getDate())}`;
  const time = `${two(createdAt.getHours())}${two(createdAt.getMinutes())}${two(createdAt.getSeconds())}`;
  return `imalink_${day}_${time}_${uuid.replaceAll('-', '').slice(0, 8)}`;
}
