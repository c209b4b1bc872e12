/* quoth-fetch-row.c - one address, and what was found there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-fetch-row"

#include "config.h"

#include "quoth-fetch-row.h"

#include <glib/gi18n.h>

#include "quoth-article-view.h"
#include "quoth-describe.h"
#include "quoth-project-query.h"
#include "quoth-zones.h"

#define LEAD_CHARS 400

struct _QuothFetchRow
{
  AdwPreferencesRow  parent_instance;

  char              *address;
  QuothProject      *project;     /* owned */
  QuothFetchState    state;
  GCancellable      *cancellable; /* of the running fetch, nullable */
  QuothWebArticle   *article;     /* nullable */
  char              *hash;        /* nullable: of the article's text */
  char              *known;       /* nullable: id of the article that is there already */

  GtkWidget         *marks;       /* a stack: what stands before the words */
  GtkWidget         *check;
  GtkWidget         *spinner;
  GtkWidget         *title;
  GtkWidget         *facts;
  GtkWidget         *lead;
  GtkWidget         *zones;
  GtkWidget         *button;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RETRY,
  SIGNAL_SHOW_ARTICLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothFetchRow, quoth_fetch_row, ADW_TYPE_PREFERENCES_ROW)

/* What a thread makes of a text, so that a long one stops no frame. */
typedef struct
{
  char *text;
  char *hash;
  char *lead;
  char *zones; /* nullable */
} Look;

static void
look_free (gpointer data)
{
  Look *self = data;

  g_free (self->text);
  g_free (self->hash);
  g_free (self->lead);
  g_free (self->zones);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
set_label (GtkWidget  *label,
           const char *words)
{
  gtk_label_set_label (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL && *words != '\0');
}

static void
set_state (QuothFetchRow   *self,
           QuothFetchState  state,
           const char      *facts)
{
  static const char *const pages[] = { "waiting", "running", "found", "known", "failed" };
  gboolean button = state == QUOTH_FETCH_FAILED || self->known != NULL;
  g_autofree char *name = NULL;

  self->state = state;
  gtk_stack_set_visible_child_name (GTK_STACK (self->marks), pages[state]);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), state == QUOTH_FETCH_RUNNING);
  set_label (self->title, self->article != NULL ? self->article->title : self->address);
  set_label (self->facts, facts);
  gtk_widget_set_visible (self->button, button);
  if (button)
    gtk_button_set_label (GTK_BUTTON (self->button),
                          state == QUOTH_FETCH_FAILED ? _("Try Again") : _("Show"));
  if (state != QUOTH_FETCH_FOUND)
    {
      set_label (self->lead, NULL);
      set_label (self->zones, NULL);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), state == QUOTH_FETCH_FOUND);
  name = g_strjoin (". ", gtk_label_get_label (GTK_LABEL (self->title)),
                    facts != NULL && *facts != '\0' ? facts : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (self->title)), -1);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static char *
list_zones (QuothText *text)
{
  g_autoptr (GArray) zones = quoth_zones_find (text);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < zones->len; i++)
    {
      const char *kind = g_array_index (zones, QuothZone, i).kind;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, kind));

      g_hash_table_insert (counts, (gpointer) kind, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < zones->len; i++)
    {
      const QuothZone *zone = &g_array_index (zones, QuothZone, i);
      const char *name = quoth_article_view_name_zone (zone);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, zone->kind));
      g_autofree char *many = g_strdup_printf ("%s (%u)", name, n);

      if (n > 0)
        g_strv_builder_add (builder, n > 1 ? many : name);
      g_hash_table_remove (counts, zone->kind);
    }
  names = g_strv_builder_end (builder);
  return *names != NULL ? g_strjoinv (" · ", names) : NULL;
}

/* The headline is shown as the title already. */
static char *
take_lead (QuothText  *text,
           const char *title)
{
  g_autofree char *start = quoth_text_slice (text, 0, MIN (quoth_text_get_length (text), 2000));
  const char *body = start;
  g_autoptr (GString) lead = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  glong n = 0;

  if (title != NULL && g_str_has_prefix (start, title))
    body += strlen (title);
  words = g_strsplit_set (body, " \t\r\n", -1);
  for (guint i = 0; words[i] != NULL && n < LEAD_CHARS; i++)
    {
      if (*words[i] == '\0')
        continue;
      n += g_utf8_strlen (words[i], -1) + 1;
      g_string_append_printf (lead, "%s%s", lead->len > 0 ? " " : "", words[i]);
    }
  return g_string_free (g_steal_pointer (&lead), FALSE);
}

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Look *look = g_new0 (Look, 1);
  g_auto (GStrv) parts = g_strsplit (data, "\n", 2);
  GError *error = NULL;
  g_autoptr (QuothText) text = quoth_text_new (parts[1], -1, &error);

  if (text == NULL)
    {
      look_free (look);
      g_task_return_error (task, error);
      return;
    }
  look->hash = quoth_text_get_hash (text);
  look->lead = take_lead (text, parts[0]);
  look->zones = list_zones (text);
  g_task_return_pointer (task, look, look_free);
}

static void
fail (QuothFetchRow *self,
      const GError  *error)
{
  g_autofree char *reason = quoth_describe_fetch_error (error);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->article, quoth_web_article_free);
  set_state (self, QUOTH_FETCH_FAILED, reason);
}

static char *
list_facts (QuothWebArticle *article)
{
  static const char *const names[] = { "publisher", "date", "author" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) facts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *fact = quoth_attributes_dup_string (article->metadata, names[i]);

      if (fact != NULL)
        g_strv_builder_add (builder, fact);
    }
  facts = g_strv_builder_end (builder);
  if (*facts == NULL)
    return g_strdup (_("Neither publisher, date nor author is named"));
  return g_strjoinv (" · ", facts);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (QuothFetchRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Look) look = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *facts = NULL;

  /* The dialog may be gone by now. */
  if (self->title == NULL)
    return;
  if (look == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_object (&self->cancellable);
  self->hash = g_steal_pointer (&look->hash);
  self->known = quoth_project_find_by_hash (self->project, self->hash);
  if (self->known != NULL)
    {
      g_autoptr (QuothArticle) there
        = quoth_project_lookup_article (self->project, self->known, NULL);

      /* Translators: %s is the name of an article */
      facts = g_strdup_printf (_("This text is in the project already, as “%s”."),
                               there != NULL ? there->name : self->article->title);
      set_state (self, QUOTH_FETCH_KNOWN, facts);
      return;
    }
  facts = list_facts (self->article);
  set_label (self->lead, look->lead);
  set_label (self->zones, look->zones);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), TRUE);
  set_state (self, QUOTH_FETCH_FOUND, facts);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (QuothFetchRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothWebArticle) article = quoth_web_fetch_finish (result, &error);
  g_autoptr (GTask) task = NULL;

  if (self->title == NULL)
    return;
  if (article == NULL)
    {
      fail (self, error);
      return;
    }
  self->article = g_steal_pointer (&article);
  task = g_task_new (NULL, self->cancellable, looked_cb, g_object_ref (self));
  g_task_set_source_tag (task, fetched_cb);
  /* A title is one line: what follows it is the text. */
  g_task_set_task_data (task, g_strconcat (self->article->title, "\n", self->article->text, NULL),
                        g_free);
  g_task_run_in_thread (task, look_thread);
}

void
quoth_fetch_row_wait (QuothFetchRow *self)
{
  g_return_if_fail (QUOTH_IS_FETCH_ROW (self));

  g_clear_pointer (&self->known, g_free);
  g_clear_pointer (&self->hash, g_free);
  set_state (self, QUOTH_FETCH_WAITING, NULL);
}

void
quoth_fetch_row_start (QuothFetchRow *self)
{
  g_return_if_fail (QUOTH_IS_FETCH_ROW (self));
  g_return_if_fail (self->state == QUOTH_FETCH_WAITING);

  self->cancellable = g_cancellable_new ();
  set_state (self, QUOTH_FETCH_RUNNING, _("Fetching…"));
  quoth_web_fetch_async (self->address, self->cancellable, fetched_cb, g_object_ref (self));
}

void
quoth_fetch_row_stop (QuothFetchRow *self)
{
  g_return_if_fail (QUOTH_IS_FETCH_ROW (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (self->state == QUOTH_FETCH_WAITING)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");

      fail (self, error);
    }
}

void
quoth_fetch_row_set_same (QuothFetchRow *self)
{
  g_return_if_fail (QUOTH_IS_FETCH_ROW (self));

  g_clear_pointer (&self->hash, g_free);
  set_state (self, QUOTH_FETCH_KNOWN, _("The same text was found at another address of this list."));
}

const char *
quoth_fetch_row_get_address (QuothFetchRow *self)
{
  g_return_val_if_fail (QUOTH_IS_FETCH_ROW (self), NULL);

  return self->address;
}

QuothFetchState
quoth_fetch_row_get_state (QuothFetchRow *self)
{
  g_return_val_if_fail (QUOTH_IS_FETCH_ROW (self), QUOTH_FETCH_FAILED);

  return self->state;
}

const char *
quoth_fetch_row_get_hash (QuothFetchRow *self)
{
  g_return_val_if_fail (QUOTH_IS_FETCH_ROW (self), NULL);

  return self->hash;
}

gboolean
quoth_fetch_row_is_chosen (QuothFetchRow *self)
{
  g_return_val_if_fail (QUOTH_IS_FETCH_ROW (self), FALSE);

  return self->state == QUOTH_FETCH_FOUND
         && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));
}

void
quoth_fetch_row_toggle (QuothFetchRow *self)
{
  g_return_if_fail (QUOTH_IS_FETCH_ROW (self));

  if (self->state == QUOTH_FETCH_FOUND)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check),
                                 !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
}

QuothWebArticle *
quoth_fetch_row_steal_article (QuothFetchRow *self)
{
  g_return_val_if_fail (QUOTH_IS_FETCH_ROW (self), NULL);

  return g_steal_pointer (&self->article);
}

/**
 * quoth_fetch_row_new:
 * @address: an http or https address
 * @project: asked whether a text is there already
 *
 * Returns: (transfer floating): a row that waits to be started
 */
GtkWidget *
quoth_fetch_row_new (const char   *address,
                     QuothProject *project)
{
  QuothFetchRow *self = g_object_new (QUOTH_TYPE_FETCH_ROW, NULL);

  self->address = g_strdup (address);
  self->project = g_object_ref (project);
  set_state (self, QUOTH_FETCH_WAITING, NULL);
  return GTK_WIDGET (self);
}

static void
check_cb (QuothFetchRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
button_cb (QuothFetchRow *self)
{
  if (self->state != QUOTH_FETCH_FAILED)
    {
      g_signal_emit (self, signals[SIGNAL_SHOW_ARTICLE], 0, self->known);
      return;
    }
  quoth_fetch_row_wait (self);
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
quoth_fetch_row_dispose (GObject *object)
{
  QuothFetchRow *self = QUOTH_FETCH_ROW (object);

  self->title = NULL;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->project);
  g_clear_pointer (&self->article, quoth_web_article_free);
  G_OBJECT_CLASS (quoth_fetch_row_parent_class)->dispose (object);
}

static void
quoth_fetch_row_finalize (GObject *object)
{
  QuothFetchRow *self = QUOTH_FETCH_ROW (object);

  g_free (self->address);
  g_free (self->hash);
  g_free (self->known);
  G_OBJECT_CLASS (quoth_fetch_row_parent_class)->finalize (object);
}

static void
quoth_fetch_row_class_init (QuothFetchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_fetch_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = quoth_fetch_row_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-fetch-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothFetchRow, marks);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchRow, check);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchRow, title);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchRow, facts);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchRow, lead);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchRow, zones);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchRow, button);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, button_cb);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SHOW_ARTICLE]
    = g_signal_new ("show-article", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
quoth_fetch_row_init (QuothFetchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
