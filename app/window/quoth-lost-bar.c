/* quoth-lost-bar.c - what lost its place in a corrected text, settled one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-lost-bar"

#include "config.h"

#include "quoth-lost-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "quoth-annotate-keys.h"
#include "quoth-key-button.h"
#include "quoth-lost.h"
#include "quoth-project-comments.h"
#include "quoth-words.h"

/* More than anybody settles by hand. */
#define MAX_MARKS 1000

/* Of the words that were lost, in code points. */
#define MAX_WORDS 60

struct _QuothLostBar
{
  GtkWidget         parent_instance;

  QuothWorkspace   *workspace; /* owned */
  QuothKeymap      *keymap;    /* owned */
  QuothArticleView *view;      /* borrowed: beside it on its page */
  QuothProject     *project;   /* owned, nullable: whose changes are heard */
  GPtrArray        *marks;     /* of QuothAnnotation: to be settled, by their place */
  char             *current;   /* nullable: id of the mark that is shown */
  guint             update_id;

  GtkWidget        *revealer;
  GtkWidget        *title;
  GtkWidget        *buttons;   /* that flow below the title where there is no room beside it */
};

G_DEFINE_FINAL_TYPE (QuothLostBar, quoth_lost_bar, GTK_TYPE_WIDGET)

/* The place of the current mark; -1 when none is shown. */
static int
find_current (QuothLostBar *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    if (g_strcmp0 (((QuothAnnotation *) self->marks->pdata[i])->id, self->current) == 0)
      return (int) i;
  return -1;
}

static char *
shorten (const char *words)
{
  g_autofree char *line = g_strdelimit (g_strdup (words), "\n\r\t", ' ');

  if (g_utf8_strlen (line, -1) > MAX_WORDS)
    {
      g_autofree char *cut = g_utf8_substring (line, 0, MAX_WORDS);

      return g_strconcat (cut, "…", NULL);
    }
  return g_steal_pointer (&line);
}

static char *
describe (QuothLostBar *self,
          int           index)
{
  QuothAnnotation *mark = self->marks->pdata[index];
  QuothScheme *scheme = quoth_project_get_scheme (self->project);
  g_autoptr (QuothAnnotation) lost = quoth_lost_dup_annotation (mark, NULL);
  const QuothType *type = lost != NULL ? quoth_scheme_lookup_type (scheme, lost->type) : NULL;
  g_autofree char *all = quoth_lost_dup_words (mark);
  g_autofree char *words = shorten (all);
  g_autofree char *layer = quoth_lost_dup_layer (mark);

  /* Translators: which of how many; the type of an annotation; whose it is; its words in the
   * text before it was corrected: “2 of 3: Person of anna, “Jane Doe”” */
  return g_strdup_printf (_("%d of %u: %s of %s, “%s”"), index + 1, self->marks->len,
                          type != NULL ? type->name : lost != NULL ? lost->type : "–",
                          layer != NULL ? layer : "–", words);
}

static void
show (QuothLostBar *self)
{
  int index = find_current (self);
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), self->marks->len > 0);
  if (self->marks->len == 0)
    text = g_strdup ("");
  else if (index >= 0)
    text = describe (self, index);
  else
    text = g_strdup_printf (ngettext ("%u annotation has lost its place",
                                      "%u annotations have lost their place", self->marks->len),
                            self->marks->len);
  gtk_label_set_label (GTK_LABEL (self->title), text);
}

static void
read_marks (QuothLostBar *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean open = document != NULL && self->project != NULL
                  && !quoth_project_is_read_only (self->project);

  g_ptr_array_set_size (self->marks, 0);
  if (open)
    rows = quoth_project_list_remarks (self->project, QUOTH_TYPE_ID_LOST,
                                       quoth_document_get_article_id (document), NULL, MAX_MARKS,
                                       NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const QuothCommentRow *row = rows->pdata[i];

      if (quoth_lost_is_open (row->comment))
        g_ptr_array_add (self->marks, quoth_annotation_ref (row->comment));
    }
  quoth_lost_sort (self->marks);
}

static gboolean
update_cb (gpointer data)
{
  QuothLostBar *self = data;

  self->update_id = 0;
  read_marks (self);
  show (self);
  return G_SOURCE_REMOVE;
}

static void
update_later (QuothLostBar *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

/* Only gestures that are about marks: all others shall not wait for a question to the file. */
static void
committed_cb (QuothLostBar *self,
              QuothCommand *command)
{
  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);
      QuothAnnotation *annotation = change->after != NULL ? change->after : change->before;

      if (change->kind == QUOTH_RECORD_ANNOTATION && annotation != NULL
          && quoth_lost_is_mark (annotation))
        {
          update_later (self);
          return;
        }
    }
}

static void
document_cb (QuothLostBar *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  if (project != self->project)
    {
      if (self->project != NULL)
        g_signal_handlers_disconnect_by_data (self->project, self);
      g_set_object (&self->project, project);
      if (project != NULL)
        {
          g_signal_connect_object (project, "committed", G_CALLBACK (committed_cb), self,
                                   G_CONNECT_SWAPPED);
          g_signal_connect_object (project, "reloaded", G_CALLBACK (update_later), self,
                                   G_CONNECT_SWAPPED);
        }
    }
  g_clear_pointer (&self->current, g_free);
  update_later (self);
}

/* The part of @mark that lost its words; of several the first. */
static guint
find_lost_part (QuothLostBar    *self,
                QuothAnnotation *mark)
{
  QuothText *text = quoth_document_get_text (quoth_workspace_get_document (self->workspace));
  g_autofree char *words = quoth_lost_dup_words (mark);

  for (guint i = 0; i < mark->n_parts; i++)
    {
      g_autofree char *part = quoth_text_slice (text, mark->parts[i].start, mark->parts[i].end);

      if (strstr (words, part) == NULL)
        return i;
    }
  return 0;
}

static void
go_to (QuothLostBar *self,
       guint         index)
{
  QuothAnnotation *mark = self->marks->pdata[index];

  g_free (self->current);
  self->current = g_strdup (mark->id);
  show (self);
  quoth_workspace_set_active (self->workspace, NULL);
  quoth_article_view_select_span (self->view, mark->parts[find_lost_part (self, mark)], TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * quoth_lost_bar_step:
 * @self: a bar
 * @backwards: whether to go to the one before
 *
 * Shows the next annotation that lost its place, after the last the first, and selects the
 * words that may be meant.
 */
void
quoth_lost_bar_step (QuothLostBar *self,
                     gboolean      backwards)
{
  int n = (int) self->marks->len;
  int at = find_current (self);

  g_return_if_fail (QUOTH_IS_LOST_BAR (self));

  if (n == 0)
    quoth_annotate_keys_say (self->view, _("Nothing has lost its place in this article"));
  else if (at < 0)
    go_to (self, backwards ? (guint) n - 1 : 0);
  else
    go_to (self, (guint) ((at + (backwards ? n - 1 : 1)) % n));
}

/* Who settles one is shown the next. */
static void
settle (QuothLostBar *self,
        QuothCommand *command,
        int           at)
{
  g_autoptr (GError) error = NULL;

  if (!quoth_workspace_commit (self->workspace, command, &error))
    {
      quoth_workspace_announce_failure (self->workspace, error);
      return;
    }
  g_signal_emit_by_name (self->workspace, "done", quoth_command_get_verb (command), 1);
  g_clear_pointer (&self->current, g_free);
  read_marks (self);
  if (self->marks->len > 0)
    go_to (self, MIN ((guint) at, self->marks->len - 1));
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Where it is to be: what is selected takes the place of the part that lost its words. */
static GArray *
list_parts (QuothLostBar    *self,
            QuothAnnotation *mark,
            QuothSpan        selection)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  guint n_parts = mark->n_parts;

  g_array_append_vals (parts, mark->parts, mark->n_parts);
  g_array_index (parts, QuothSpan, find_lost_part (self, mark)) = selection;
  quoth_spans_normalize ((QuothSpan *) parts->data, &n_parts);
  g_array_set_size (parts, n_parts);
  return parts;
}

/**
 * quoth_lost_bar_place:
 * @self: a bar
 *
 * The annotation that is shown is at the selected words from now on.
 */
void
quoth_lost_bar_place (QuothLostBar *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  int at = find_current (self);
  g_autoptr (QuothArticleData) data = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) parts = NULL;
  QuothSpan selection;

  g_return_if_fail (QUOTH_IS_LOST_BAR (self));

  if (at < 0)
    {
      quoth_lost_bar_step (self, FALSE);
      return;
    }
  if (!quoth_article_view_get_selection (self->view, &selection))
    {
      quoth_annotate_keys_say (self->view, _("First select where it shall be"));
      return;
    }
  parts = list_parts (self, self->marks->pdata[at], selection);
  data = quoth_project_read_article (self->project, quoth_document_get_article_id (document), NULL,
                                     &error);
  if (data != NULL)
    command = quoth_lost_place (quoth_project_get_scheme (self->project), data,
                                self->marks->pdata[at], (QuothSpan *) parts->data, parts->len,
                                quoth_project_get_annotator (self->project), &error);
  if (command != NULL)
    settle (self, command, at);
  else
    quoth_workspace_announce_failure (self->workspace, error);
}

/**
 * quoth_lost_bar_drop:
 * @self: a bar
 *
 * The annotation that is shown is not needed any more.
 */
void
quoth_lost_bar_drop (QuothLostBar *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  int at = find_current (self);
  g_autoptr (QuothCommand) command = NULL;

  g_return_if_fail (QUOTH_IS_LOST_BAR (self));

  if (at < 0)
    {
      quoth_lost_bar_step (self, FALSE);
      return;
    }
  command = quoth_lost_drop (quoth_document_get_article_id (document), self->marks->pdata[at],
                             quoth_project_get_annotator (self->project));
  settle (self, command, at);
}

static void
add_button (QuothLostBar *self,
            const char   *action,
            const char   *label)
{
  g_autofree char *key = quoth_keymap_dup_label (self->keymap, action);

  gtk_box_append (GTK_BOX (self->buttons), quoth_key_button_new (key, label, action, NULL));
}

static void
show_keys (QuothLostBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->buttons)) != NULL)
    gtk_box_remove (GTK_BOX (self->buttons), child);
  /* Translators: the next annotation that lost its place */
  add_button (self, "annotate.next-lost", _("Next"));
  /* Translators: the annotation that lost its place belongs to the selected words */
  add_button (self, "annotate.place-lost", _("Place"));
  /* Translators: the annotation that lost its place is not needed any more */
  add_button (self, "annotate.drop-lost", _("Drop"));
}

/**
 * quoth_lost_bar_set_up:
 * @self: a bar, once
 * @workspace: whose article it is about
 * @view: where that is shown
 * @keymap: which key does what
 */
void
quoth_lost_bar_set_up (QuothLostBar     *self,
                       QuothWorkspace   *workspace,
                       QuothArticleView *view,
                       QuothKeymap      *keymap)
{
  g_return_if_fail (QUOTH_IS_LOST_BAR (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->keymap = g_object_ref (keymap);
  self->view = view;
  show_keys (self);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_cb), self,
                           G_CONNECT_SWAPPED);
  document_cb (self);
}

static void
quoth_lost_bar_dispose (GObject *object)
{
  QuothLostBar *self = QUOTH_LOST_BAR (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  g_clear_object (&self->project);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->current, g_free);
  G_OBJECT_CLASS (quoth_lost_bar_parent_class)->dispose (object);
}

static void
quoth_lost_bar_class_init (QuothLostBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_lost_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lostbar");
}

static void
quoth_lost_bar_init (QuothLostBar *self)
{
  GtkWidget *row = gtk_flow_box_new ();

  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->revealer = gtk_revealer_new ();
  self->title = gtk_label_new (NULL);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_halign (self->buttons, GTK_ALIGN_END);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (row), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (row), 2);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (row), 6);
  gtk_flow_box_append (GTK_FLOW_BOX (row), self->title);
  gtk_flow_box_append (GTK_FLOW_BOX (row), self->buttons);
  gtk_widget_set_can_focus (gtk_widget_get_parent (self->title), FALSE);
  gtk_widget_set_can_focus (gtk_widget_get_parent (self->buttons), FALSE);
  gtk_widget_add_css_class (row, "quoth-banner");
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), row);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}
