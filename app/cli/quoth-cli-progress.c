/* quoth-cli-progress.c - a job that is shown on a terminal and that Ctrl+C stops
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How often to look whether the user wants to stop, and to show how far it is. */
#define TICK_MICROSECONDS (40 * 1000)
#define TICKS_PER_LINE 3
/* Quick jobs show nothing. */
#define TICKS_BEFORE_LINE 8

struct _QuothCliJob
{
  QuothProgress    *progress;
  char             *label;
  gboolean          visible;
  gboolean          shown; /* by the thread only, until it is joined */
  gboolean          ended; /* under the mutex */
  GMutex            mutex;
  GCond             cond;
  GThread          *thread;
  struct sigaction  old_interrupt;
  struct sigaction  old_terminate;
};

static volatile sig_atomic_t interrupted;

static void
interrupt_cb (int signal_number)
{
  interrupted = 1;
}

static void
show_line (QuothCliJob *self)
{
  double fraction = quoth_progress_get_fraction (self->progress);

  if (fraction < 0)
    g_printerr ("\r\033[K%s %" G_GUINT64_FORMAT, self->label,
                quoth_progress_get_done (self->progress));
  else
    g_printerr ("\r\033[K%s %3.0f %%", self->label, fraction * 100);
  self->shown = TRUE;
}

static gpointer
watch_thread (gpointer user_data)
{
  QuothCliJob *self = user_data;
  guint n_ticks = 0;

  g_mutex_lock (&self->mutex);
  while (!self->ended)
    {
      g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + TICK_MICROSECONDS);
      if (interrupted)
        g_cancellable_cancel (quoth_progress_get_cancellable (self->progress));
      n_ticks++;
      if (!self->ended && self->visible && n_ticks >= TICKS_BEFORE_LINE
          && n_ticks % TICKS_PER_LINE == 0)
        show_line (self);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * quoth_cli_job_begin:
 * @label: (transfer none): what is being done, translated
 *
 * From here on a signal to stop cancels the job's progress instead of ending the
 * program, so that nothing half done stays.
 *
 * Returns: (transfer full): the job
 */
QuothCliJob *
quoth_cli_job_begin (const char *label)
{
  QuothCliJob *self = g_new0 (QuothCliJob, 1);
  struct sigaction action;

  memset (&action, 0, sizeof action);
  action.sa_handler = interrupt_cb;
  sigemptyset (&action.sa_mask);
  self->progress = quoth_progress_new (NULL);
  self->label = g_strdup (label);
  self->visible = isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  sigaction (SIGINT, &action, &self->old_interrupt);
  sigaction (SIGTERM, &action, &self->old_terminate);
  self->thread = g_thread_new ("progress", watch_thread, self);
  return self;
}

QuothProgress *
quoth_cli_job_progress (QuothCliJob *self)
{
  return self->progress;
}

/**
 * quoth_cli_job_end:
 * @self: (transfer full) (nullable): a job
 *
 * Takes the line off the terminal and gives the signals back.
 */
void
quoth_cli_job_end (QuothCliJob *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  sigaction (SIGINT, &self->old_interrupt, NULL);
  sigaction (SIGTERM, &self->old_terminate, NULL);
  if (self->shown)
    g_printerr ("\r\033[K");
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  quoth_progress_unref (self->progress);
  g_free (self->label);
  g_free (self);
}
