/* fuzzer-trap.c - makes libFuzzer keep the input on which g_error() ended the program
 *
 * g_error() raises SIGTRAP, which libFuzzer does not know; it knows SIGABRT.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>
#include <signal.h>
#include <stdlib.h>

static void
trap_cb (int number)
{
  abort ();
}

__attribute__ ((constructor)) static void
watch (void)
{
  signal (SIGTRAP, trap_cb);
}
