/* agreement-fixture.h - numbers that are the same but for rounding
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include <math.h>

/* As exact as the sources print: half a unit of the last of five decimals. */
#define assert_printed(value, expected) \
  g_assert_cmpfloat_with_epsilon (value, expected, 0.0000051)

/* The same by another way. */
#define assert_same(value, expected) \
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-9)

static inline void
shuffle_ints (GRand *rand,
              guint *values,
              guint  n)
{
  for (guint i = n; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (int) i);
      guint value = values[i - 1];

      values[i - 1] = values[other];
      values[other] = value;
    }
}
