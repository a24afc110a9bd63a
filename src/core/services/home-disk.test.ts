import { expect, test } from 'vitest';
import { isNetworkType } from './home-disk.ts';

test('network file systems are told from local ones by the number of the kernel', () => {
  const nfs = 0x6969;
  const smb2 = 0xfe534d42;
  const [ext4, xfs, tmpfs, fuse] = [0xef53, 0x58465342, 0x01021994, 0x65735546];
  expect([nfs, smb2, smb2 | 0].map((type) => isNetworkType(type, 'linux'))).toEqual([true, true, true]);
  expect([ext4, xfs, tmpfs, fuse].map((type) => isNetworkType(type, 'linux'))).toEqual([false, false, false, false]);
  expect(isNetworkType(nfs, 'darwin')).toBe(false);
});
