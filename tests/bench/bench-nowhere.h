/* bench-nowhere.h - a folder that takes everything and keeps nothing
 *
 * A program that is linked with this opens its files through it, also where a library
 * does so for it. What is opened below the folder is /dev/null, and folders there can
 * always be made: so a writer can be measured that makes a file for each article,
 * without the file system. All else goes the usual way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* @folder: borrowed for good. */
void bench_nowhere_set (const char *folder);

/* In place of the C library's. */
int  open   (const char   *path,
             int           flags,
             ...);
int  open64 (const char   *path,
             int           flags,
             ...);
int  mkdir  (const char   *path,
             unsigned int  mode);
