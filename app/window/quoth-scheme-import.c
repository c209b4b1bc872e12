/* quoth-scheme-import.c - a scheme from a file: what it changes, to merge or to replace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-import"

#include "config.h"

#include "quoth-scheme-import.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "quoth-project-migrate.h"
#include "quoth-scheme-terms.h"

/* A scheme is written by people: a larger file is something else. */
#define MAX_FILE (8 * 1024 * 1024)

#define MAX_ROWS 200

enum
{
  MERGE,
  REPLACE
};

enum
{
  KEEP,
  DROP
};

struct _QuothSchemeImport
{
  AdwWindow             parent_instance;

  QuothSchemeDraft     *draft;   /* owned */
  QuothJobBar          *bar;     /* owned */
  QuothScheme          *other;   /* reference: from the file */
  QuothScheme          *merged;  /* reference */
  GArray               *used;    /* of QuothSchemeFate: what goes and is in use; NULL until known */
  QuothSchemeFatesFunc  done;
  GObject              *owner;   /* owned */
  GtkWidget            *page;
  GtkWidget            *how;
  GtkWidget            *rest;    /* what becomes of what is in use */
  GtkWidget            *apply;
  GPtrArray            *groups;  /* of GtkWidget, borrowed from the page */
};

G_DEFINE_FINAL_TYPE (QuothSchemeImport, quoth_scheme_import, ADW_TYPE_WINDOW)

/**
 * quoth_scheme_import_read:
 * @path: a file
 * @error: return location for an error of the file or a #QuothModelError
 *
 * Returns: (transfer full) (nullable): the scheme it holds
 */
QuothScheme *
quoth_scheme_import_read (const char  *path,
                          GError     **error)
{
  g_autofree char *json = NULL;
  GStatBuf info;
  gsize length;

  if (g_stat (path, &info) == 0 && info.st_size > MAX_FILE)
    {
      g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID,
                   "the file is too large for a scheme");
      return NULL;
    }
  if (!g_file_get_contents (path, &json, &length, error))
    return NULL;
  if (!g_utf8_validate (json, (gssize) length, NULL))
    {
      g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID, "the file is no text");
      return NULL;
    }
  return quoth_scheme_new_from_json (json, (gssize) length, error);
}

static gboolean
is_replacing (QuothSchemeImport *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->how)) == REPLACE;
}

static const char *
get_part_name (const QuothSchemeDifference *difference)
{
  if (difference->value != NULL)
    return _("Value");
  switch (difference->part)
    {
    case QUOTH_SCHEME_TYPES:      return _("Type");
    case QUOTH_SCHEME_ATTRIBUTES: return _("Attribute");
    case QUOTH_SCHEME_ROLES:
    default:                      return _("Link");
    }
}

/* Returns how many there are of @kind. */
static guint
add_differences (QuothSchemeImport   *self,
                 GPtrArray           *differences,
                 QuothScheme         *scheme,
                 QuothDifferenceKind  kind,
                 const char          *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < differences->len; i++)
    {
      const QuothSchemeDifference *difference = differences->pdata[i];
      const QuothSchemePlace place = { difference->part, difference->id, difference->value };
      g_autofree char *name = NULL;
      GtkWidget *row;

      if (difference->kind != kind || n++ >= MAX_ROWS)
        continue;
      name = quoth_scheme_terms_entry (scheme, &place);
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), get_part_name (difference));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  if (n > MAX_ROWS)
    {
      g_autofree char *more = g_strdup_printf (
        ngettext ("%u more", "%u more", n - MAX_ROWS), n - MAX_ROWS);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), more);
    }
  g_object_ref_sink (group);
  if (n > 0)
    {
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
      g_ptr_array_add (self->groups, group);
    }
  g_object_unref (group);
  return n;
}

static void
add_nothing (QuothSchemeImport *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Nothing Changes"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("The project’s scheme has all of it already."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
}

static void
show_changes (QuothSchemeImport *self)
{
  QuothScheme *used = quoth_scheme_draft_get_used (self->draft);
  QuothScheme *after = is_replacing (self) ? self->other : self->merged;
  g_autoptr (GPtrArray) differences = quoth_scheme_find_differences (used, after);
  guint n = 0;

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self->page), self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  n += add_differences (self, differences, after, QUOTH_DIFFERENCE_ADDED, _("New"));
  n += add_differences (self, differences, after, QUOTH_DIFFERENCE_CHANGED, _("Changed"));
  n += add_differences (self, differences, used, QUOTH_DIFFERENCE_REMOVED, _("No Longer There"));
  if (n == 0)
    add_nothing (self);
  gtk_widget_set_visible (self->rest, is_replacing (self) && self->used != NULL
                                        && self->used->len > 0);
  gtk_widget_set_sensitive (self->apply, !quoth_scheme_equal (used, after)
                                           && (!is_replacing (self) || self->used != NULL));
}

static void
apply_cb (QuothSchemeImport *self)
{
  g_autoptr (QuothScheme) scheme = NULL;

  if (!is_replacing (self))
    quoth_scheme_draft_take_anyway (self->draft, quoth_scheme_ref (self->merged));
  else if (adw_combo_row_get_selected (ADW_COMBO_ROW (self->rest)) == DROP && self->used->len > 0)
    quoth_scheme_fates_migrate (self->draft, self->bar, self->other,
                                (const QuothSchemeFate *) self->used->data, self->used->len,
                                self->done, self->owner);
  else
    {
      scheme = quoth_scheme_ref (self->other);
      for (guint i = 0; i < self->used->len; i++)
        {
          const QuothSchemeFate *fate = &g_array_index (self->used, QuothSchemeFate, i);
          QuothScheme *kept = quoth_scheme_with_kept (scheme,
                                                      quoth_scheme_draft_get_used (self->draft),
                                                      &fate->place);

          quoth_scheme_unref (scheme);
          scheme = kept;
        }
      quoth_scheme_draft_take_anyway (self->draft, quoth_scheme_ref (scheme));
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
fate_clear (gpointer data)
{
  QuothSchemeFate *fate = data;

  g_free ((char *) fate->place.id);
  g_free ((char *) fate->place.value);
}

/* What goes, as fates; in the worker those that nothing uses are sorted out. */
static GArray *
collect_removed (QuothSchemeImport *self)
{
  g_autoptr (GPtrArray) differences =
    quoth_scheme_find_differences (quoth_scheme_draft_get_used (self->draft), self->other);
  GArray *fates = g_array_new (FALSE, FALSE, sizeof (QuothSchemeFate));

  g_array_set_clear_func (fates, fate_clear);
  for (guint i = 0; i < differences->len; i++)
    {
      const QuothSchemeDifference *difference = differences->pdata[i];
      const QuothSchemeFate fate = { { difference->part, g_strdup (difference->id),
                                       g_strdup (difference->value) }, QUOTH_FATE_DELETE };

      if (difference->kind == QUOTH_DIFFERENCE_REMOVED)
        g_array_append_val (fates, fate);
      else
        fate_clear ((gpointer) &fate);
    }
  return fates;
}

static gpointer
find_used (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  GArray *fates = data;

  for (guint i = fates->len; i > 0; i--)
    {
      QuothUseCounts counts = { 0 };

      if (!quoth_project_count_uses (project, quoth_project_get_scheme (project),
                                     &g_array_index (fates, QuothSchemeFate, i - 1), 1, progress,
                                     &counts, error))
        return NULL;
      if (counts.n_articles == 0)
        g_array_remove_index (fates, i - 1);
    }
  return g_array_ref (fates);
}

static void
found_cb (gpointer      result,
          const GError *error,
          gpointer      owner)
{
  QuothSchemeImport *self = owner;

  self->used = result;
  if (self->page != NULL && result != NULL)
    show_changes (self);
}

static GtkWidget *
add_combo (GtkWidget         *group,
           const char        *title,
           const char *const *choices)
{
  GtkWidget *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), combo);
  return combo;
}

static void
add_choices (QuothSchemeImport *self)
{
  const char *const ways[] = { _("Add what is new"), _("Replace the scheme"), NULL };
  const char *const rests[] = { _("Keep it"), _("Delete it"), NULL };
  GtkWidget *group = adw_preferences_group_new ();

  self->how = add_combo (group, _("How"), ways);
  self->rest = add_combo (group, _("What is in use and not in the file"), rests);
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->rest),
    _("Kept types and attributes are hidden; kept values and links can still be chosen."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->rest), 3);
  g_signal_connect_object (self->how, "notify::selected", G_CALLBACK (show_changes), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
}

/**
 * quoth_scheme_import_new:
 * @parent: the window it belongs to
 * @draft: the scheme
 * @bar: shows the progress; not busy
 * @scheme: what was read
 * @done: called when the corpus was carried over
 * @owner: an object for @done
 *
 * Returns: (transfer full): a window; present it
 */
GtkWidget *
quoth_scheme_import_new (GtkWindow            *parent,
                         QuothSchemeDraft     *draft,
                         QuothJobBar          *bar,
                         QuothScheme          *scheme,
                         QuothSchemeFatesFunc  done,
                         gpointer              owner)
{
  QuothSchemeImport *self = g_object_new (QUOTH_TYPE_SCHEME_IMPORT, "transient-for", parent,
                                          "modal", TRUE, "destroy-with-parent", TRUE, NULL);

  self->draft = g_object_ref (draft);
  self->bar = g_object_ref (bar);
  self->other = quoth_scheme_ref (scheme);
  self->merged = quoth_scheme_merge (quoth_scheme_draft_get_used (draft), scheme, NULL);
  self->done = done;
  self->owner = g_object_ref (owner);
  show_changes (self);
  quoth_job_bar_run (bar, _("Counting…"),
                     quoth_workspace_get_project (quoth_scheme_draft_get_workspace (draft)),
                     find_used, collect_removed (self), (GDestroyNotify) g_array_unref, found_cb,
                     self);
  return GTK_WIDGET (self);
}

static void
quoth_scheme_import_dispose (GObject *object)
{
  QuothSchemeImport *self = QUOTH_SCHEME_IMPORT (object);

  self->page = NULL;
  g_clear_object (&self->draft);
  g_clear_object (&self->bar);
  g_clear_object (&self->owner);
  G_OBJECT_CLASS (quoth_scheme_import_parent_class)->dispose (object);
}

static void
quoth_scheme_import_finalize (GObject *object)
{
  QuothSchemeImport *self = QUOTH_SCHEME_IMPORT (object);

  g_clear_pointer (&self->other, quoth_scheme_unref);
  g_clear_pointer (&self->merged, quoth_scheme_unref);
  g_clear_pointer (&self->used, g_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  G_OBJECT_CLASS (quoth_scheme_import_parent_class)->finalize (object);
}

static void
quoth_scheme_import_class_init (QuothSchemeImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = quoth_scheme_import_dispose;
  object_class->finalize = quoth_scheme_import_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
quoth_scheme_import_init (QuothSchemeImport *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->groups = g_ptr_array_new ();
  self->page = adw_preferences_page_new ();
  self->apply = gtk_button_new_with_mnemonic (_("_Import"));
  gtk_window_set_title (GTK_WINDOW (self), _("Preview"));
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 560);
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_widget_add_css_class (self->apply, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->apply, "clicked", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  add_choices (self);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->page);
  adw_window_set_content (ADW_WINDOW (self), box);
}
