/* quoth-window-import.c - adding articles: files, folders, texts, web pages
 *
 * All ways end in one job: a worker imports, the report says what was added, what was
 * there already, and what was refused and why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-import"

#include "config.h"

#include "quoth-window-import.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "quoth-compat.h"
#include "quoth-import-dialog.h"
#include "quoth-report-window.h"
#include "quoth-web.h"
#include "quoth-window-versions.h"

#define REPORT_KEY "quoth-import-report"

/* What a worker gets: paths, one text that is at hand, or pages that were fetched. */
typedef struct
{
  char           **paths;    /* strv, nullable */
  char            *format;   /* nullable: to be detected */
  char            *encoding; /* nullable: to be detected */
  QuothLabelMap   *labels;   /* nullable: as the project remembers */
  char            *layer;
  char            *name;
  char            *text;
  QuothAttributes *metadata; /* nullable */
  GPtrArray       *pages;    /* nullable: of QuothWebArticle */
} ImportData;

static void
import_data_free (gpointer data)
{
  ImportData *import = data;

  g_strfreev (import->paths);
  g_free (import->format);
  g_free (import->encoding);
  g_clear_pointer (&import->labels, quoth_label_map_free);
  g_free (import->layer);
  g_free (import->name);
  g_free (import->text);
  g_clear_pointer (&import->metadata, quoth_attributes_unref);
  g_clear_pointer (&import->pages, g_ptr_array_unref);
  g_free (import);
}

static gpointer
import_pages (QuothProject   *project,
              QuothProgress  *progress,
              GPtrArray      *pages,
              GError        **error)
{
  g_autofree QuothImportText *texts = g_new0 (QuothImportText, pages->len);

  for (guint i = 0; i < pages->len; i++)
    {
      const QuothWebArticle *page = pages->pdata[i];

      texts[i] = (QuothImportText){ page->title, page->text, strlen (page->text), page->language,
                                    page->metadata };
    }
  return quoth_import_texts (project, texts, pages->len, progress, error);
}

static gpointer
import_func (QuothProject   *project,
             QuothProgress  *progress,
             gpointer        data,
             GError        **error)
{
  ImportData *import = data;
  QuothReadOptions options = { .layer = import->layer, .encoding = import->encoding,
                               .scheme = quoth_project_get_scheme (project),
                               .labels = import->labels };

  if (import->pages != NULL)
    return import_pages (project, progress, import->pages, error);
  if (import->text != NULL)
    return quoth_import_text (project, import->name, import->text, strlen (import->text),
                              import->metadata, error);
  return quoth_import_run (project, (const char *const *) import->paths, import->format, &options,
                           progress, error);
}

/* Whether the report holds more than its toast says. */
static gboolean
has_particulars (const QuothImportReport *report)
{
  const QuothLabelCounts *left_out = &report->left_out;

  return report->n_notices > 0
         || left_out->n_annotations + left_out->n_attributes + left_out->n_links > 0
         || (report->scheme_additions != NULL && report->scheme_additions->len > 0);
}

static void
toast_report (QuothWindow             *window,
              const QuothImportReport *report)
{
  guint added = (guint) report->counts.n_articles;
  guint known = (guint) report->counts.n_duplicates;
  guint notes = (guint) report->n_notices - MIN (known, (guint) report->n_notices);
  g_autoptr (GString) text = g_string_new (NULL);

  if (added > 0)
    g_string_append_printf (text, ngettext ("%u article added", "%u articles added", added),
                            added);
  if (known > 0)
    {
      g_string_append (text, added > 0 ? " · " : "");
      g_string_append_printf (text, ngettext ("%u article was there already",
                                              "%u articles were there already", known), known);
    }
  if (notes > 0)
    {
      g_string_append (text, " · ");
      /* Translators: remarks about an import, such as in which encoding a file was read */
      g_string_append_printf (text, ngettext ("%u note", "%u notes", notes), notes);
    }
  if (has_particulars (report) && report->n_refused == 0)
    quoth_window_toast (window, text->str, _("_Details"), "win.import-report");
  else
    quoth_window_toast (window, text->str, added > 0 ? _("_Undo") : NULL,
                        added > 0 ? "win.undo" : NULL);
}

static void
imported_cb (gpointer      result,
             const GError *error,
             gpointer      owner)
{
  QuothWindow *window = owner;
  g_autoptr (QuothImportReport) report = result;

  if (error != NULL)
    {
      quoth_window_show_error (window, error);
      return;
    }
  if (quoth_window_get_path (window) == NULL)
    return;
  if (report->counts.n_articles + report->counts.n_duplicates > 0
      && !quoth_window_versions_offer (window, report))
    toast_report (window, report);
  if (report->n_refused > 0)
    quoth_report_window_show_import (GTK_WINDOW (window), report);
  if (report->first_article != NULL || report->known_article != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "(suu)",
                                report->first_article != NULL ? report->first_article
                                                              : report->known_article, 0, 0);
  /* For the button of the toast, until the next import. */
  g_object_set_data_full (G_OBJECT (window), REPORT_KEY, g_steal_pointer (&report),
                          (GDestroyNotify) quoth_import_report_free);
}

static void
import_report_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  const QuothImportReport *report = g_object_get_data (data, REPORT_KEY);

  if (report != NULL)
    quoth_report_window_show_import (data, report);
}

static void
run_job (QuothWindow      *window,
         const char       *title,
         QuothJobFunc      func,
         ImportData       *import,
         QuothJobDoneFunc  finished)
{
  QuothJobBar *bar = quoth_window_get_job_bar (window);
  QuothWorkspace *workspace = quoth_window_get_workspace (window);

  if (quoth_job_bar_is_busy (bar))
    {
      quoth_window_toast (window, _("Wait until the present work is done."), NULL, NULL);
      import_data_free (import);
      return;
    }
  g_free (import->layer);
  import->layer = g_strdup (quoth_workspace_get_layer (workspace));
  quoth_job_bar_run (bar, title, quoth_workspace_get_project (workspace), func, import,
                     import_data_free, finished, window);
}

static void
run_import (QuothWindow *window,
            ImportData  *import)
{
  run_job (window, _("Adding articles…"), import_func, import, imported_cb);
}

/* What was found goes with the files it was found in. */
typedef struct
{
  QuothImportPreview *preview;
  char              **paths;
} Found;

static gpointer
look_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  ImportData *import = data;
  QuothReadOptions options = { .layer = import->layer };
  QuothImportPreview *preview = quoth_import_preview (project,
                                                      (const char *const *) import->paths, NULL,
                                                      &options, progress, error);
  Found *found;

  if (preview == NULL)
    return NULL;
  found = g_new (Found, 1);
  found->preview = preview;
  found->paths = g_strdupv (import->paths);
  return found;
}

static void
add_cb (QuothWindow       *window,
        QuothImportDialog *dialog)
{
  ImportData *import = g_new0 (ImportData, 1);

  import->paths = g_strdupv ((char **) quoth_import_dialog_get_paths (dialog));
  import->format = g_strdup (quoth_import_dialog_get_format (dialog));
  import->encoding = g_strdup (quoth_import_dialog_get_encoding (dialog));
  import->labels = quoth_import_dialog_dup_labels (dialog);
  run_import (window, import);
}

/* Files that leave no question are added without one. */
static void
looked_cb (gpointer      result,
           const GError *error,
           gpointer      owner)
{
  QuothWindow *window = owner;
  Found *found = result;
  ImportData *import;

  if (error != NULL)
    {
      quoth_window_show_error (window, error);
      return;
    }
  if (quoth_window_get_path (window) == NULL)
    quoth_import_preview_free (found->preview);
  else if (quoth_import_preview_asks (found->preview))
    {
      GtkWidget *dialog = quoth_import_dialog_new (window, (const char *const *) found->paths,
                                                   found->preview);

      g_signal_connect_object (dialog, "add", G_CALLBACK (add_cb), window, G_CONNECT_SWAPPED);
      gtk_window_present (GTK_WINDOW (dialog));
    }
  else
    {
      quoth_import_preview_free (found->preview);
      import = g_new0 (ImportData, 1);
      import->paths = g_steal_pointer (&found->paths);
      run_import (window, import);
    }
  g_strfreev (found->paths);
  g_free (found);
}

/**
 * quoth_window_import_files:
 * @window: a window
 * @files: (element-type GFile): files and folders
 *
 * Asks first when they bring labels that the project does not know.
 */
void
quoth_window_import_files (QuothWindow *window,
                           GListModel  *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  ImportData *import;
  guint n_paths = 0;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path == NULL)
        continue;
      g_strv_builder_add (builder, path);
      n_paths++;
    }
  if (n_paths == 0)
    return;
  import = g_new0 (ImportData, 1);
  import->paths = g_strv_builder_end (builder);
  run_job (window, _("Looking at the files…"), look_func, import, looked_cb);
}

/**
 * quoth_window_import_text:
 * @window: a window
 * @name: what the article shall be called
 * @text: UTF-8, kept as it stands
 * @metadata: (nullable): what is known of it
 */
void
quoth_window_import_text (QuothWindow     *window,
                          const char      *name,
                          const char      *text,
                          QuothAttributes *metadata)
{
  ImportData *import = g_new0 (ImportData, 1);

  import->name = g_strdup (name);
  import->text = g_strdup (text);
  import->metadata = metadata != NULL ? quoth_attributes_ref (metadata) : NULL;
  run_import (window, import);
}

/**
 * quoth_window_import_pages:
 * @window: a window
 * @articles: (element-type QuothWebArticle): kept until they are imported
 */
void
quoth_window_import_pages (QuothWindow *window,
                           GPtrArray   *articles)
{
  ImportData *import = g_new0 (ImportData, 1);

  import->pages = g_ptr_array_ref (articles);
  run_import (window, import);
}

static void
files_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);

  if (files != NULL)
    quoth_window_import_files (QUOTH_WINDOW (source), files);
}

static void
import_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  quoth_compat_choose_files_async (data, QUOTH_FILE_OPEN_MULTIPLE, _("Add Articles"), NULL, NULL,
                                   NULL, files_chosen_cb, NULL);
}

static void
import_folder_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  quoth_compat_choose_files_async (data, QUOTH_FILE_FOLDER, _("Add a Folder"), NULL, NULL, NULL,
                                   files_chosen_cb, NULL);
}

static const GActionEntry entries[] = {
  { "import", import_cb },
  { "import-folder", import_folder_cb },
  { "import-report", import_report_cb },
};

/**
 * quoth_window_import_set_up:
 * @window: a window
 *
 * Adds the actions that add files and folders.
 */
void
quoth_window_import_set_up (QuothWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
