/* quoth-scheme-files.c - a scheme from a file and into one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-files"

#include "config.h"

#include "quoth-scheme-files.h"

#include <glib/gi18n.h>

#include "quoth-compat.h"
#include "quoth-describe.h"
#include "quoth-scheme-import.h"

static const char *const patterns[] = { "*.json", NULL };

/* What is needed once a file was chosen. */
typedef struct
{
  QuothSchemeDraft     *draft; /* owned */
  QuothJobBar          *bar;   /* owned, nullable */
  QuothSchemeSayFunc    say;
  QuothSchemeFatesFunc  done;
} Choosing;

static Choosing *
choosing_new (QuothSchemeDraft     *draft,
              QuothJobBar          *bar,
              QuothSchemeSayFunc    say,
              QuothSchemeFatesFunc  done)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->draft = g_object_ref (draft);
  choosing->bar = bar != NULL ? g_object_ref (bar) : NULL;
  choosing->say = say;
  choosing->done = done;
  return choosing;
}

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->draft);
  g_clear_object (&choosing->bar);
  g_free (choosing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static char *
get_chosen_path (GAsyncResult *result)
{
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
import_chosen_cb (GObject      *parent,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (Choosing) choosing = data;
  g_autofree char *path = get_chosen_path (result);
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || quoth_job_bar_is_busy (choosing->bar))
    return;
  scheme = quoth_scheme_import_read (path, &error);
  if (scheme == NULL)
    {
      g_autofree char *name = g_path_get_basename (path);
      /* Translators: the name of a file, then a short technical reason in English */
      g_autofree char *text = g_strdup_printf (_("“%s” is no scheme that can be read: %s"), name,
                                               error->message);

      choosing->say (parent, text);
      return;
    }
  /* What waits is given up: the file is compared with what is in use. */
  quoth_scheme_draft_revert (choosing->draft);
  gtk_window_present (GTK_WINDOW (quoth_scheme_import_new (GTK_WINDOW (parent), choosing->draft,
                                                           choosing->bar, scheme, choosing->done,
                                                           parent)));
}

/**
 * quoth_scheme_files_import:
 * @parent: the editor
 * @draft: the scheme
 * @bar: shows the progress; not busy
 * @say: told what went wrong
 * @done: called with @parent when the corpus was carried over
 *
 * Asks for a file and shows what it would change.
 */
void
quoth_scheme_files_import (GtkWindow            *parent,
                           QuothSchemeDraft     *draft,
                           QuothJobBar          *bar,
                           QuothSchemeSayFunc    say,
                           QuothSchemeFatesFunc  done)
{
  quoth_compat_choose_files_async (parent, QUOTH_FILE_OPEN, _("Import a Scheme"), NULL,
                                   _("Schemes"), patterns, import_chosen_cb,
                                   choosing_new (draft, bar, say, done));
}

static void
export_chosen_cb (GObject      *parent,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (Choosing) choosing = data;
  g_autofree char *path = get_chosen_path (result);
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  json = quoth_scheme_to_json (quoth_scheme_draft_get_used (choosing->draft));
  text = g_strconcat (json, "\n", NULL);
  if (!g_file_set_contents (path, text, -1, &error))
    problem = quoth_describe_error (error);
  choosing->say (parent, problem != NULL ? problem : _("Scheme exported"));
}

/**
 * quoth_scheme_files_export:
 * @parent: the editor
 * @draft: the scheme, of which what is in use is written
 * @say: told how it went
 *
 * Asks for a file and writes the scheme as quothctl reads and exports it.
 */
void
quoth_scheme_files_export (GtkWindow          *parent,
                           QuothSchemeDraft   *draft,
                           QuothSchemeSayFunc  say)
{
  quoth_compat_choose_files_async (parent, QUOTH_FILE_SAVE, _("Export the Scheme"), "scheme.json",
                                   _("Schemes"), patterns, export_chosen_cb,
                                   choosing_new (draft, NULL, say, NULL));
}
