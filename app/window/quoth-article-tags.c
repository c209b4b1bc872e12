/* quoth-article-tags.c - what is known and said of the open article as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-tags"

#include "config.h"

#include "quoth-article-tags.h"

#include <glib/gi18n.h>

#include "quoth-attribute-row.h"
#include "quoth-guidelines-hint.h"
#include "quoth-priority.h"

struct _QuothArticleTags
{
  GtkWidget       parent_instance;

  QuothWorkspace *workspace; /* owned */
  QuothArticle   *shown;     /* owned reference */
  QuothScheme    *scheme;    /* owned reference: the rows point into it */
  GtkWidget      *scroller;
  GtkWidget      *column;    /* inside @scroller: what was added, @box */
  GtkWidget      *hint;      /* between them */
  GtkWidget      *box;
  guint           update_id;
};

G_DEFINE_FINAL_TYPE (QuothArticleTags, quoth_article_tags, GTK_TYPE_WIDGET)

static void
tag_cb (gpointer    user_data,
        const char *attribute,
        const char *json_value)
{
  QuothArticleTags *self = user_data;

  quoth_workspace_set_article_tag (self->workspace, attribute, json_value);
}

static void
add_tags (QuothArticleTags *self,
          QuothArticle     *article)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);
      GtkWidget *row;

      if (attribute->hidden || !quoth_attribute_applies (attribute, "article"))
        continue;
      row = quoth_attribute_row_new (attribute, article->tags, tag_cb, self);
      if (quoth_project_is_read_only (quoth_workspace_get_project (self->workspace)))
        quoth_attribute_row_lock (row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Tags"));
  gtk_box_append (GTK_BOX (self->box), group);
}

/* What came with the article cannot be changed, only read and copied. */
static void
add_metadata (QuothArticleTags *self,
              QuothArticle     *article)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = quoth_attributes_get_n (article->metadata);

  for (guint i = 0; i < n; i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (article->metadata, i, &json);
      g_autofree char *value = quoth_attributes_dup_string (article->metadata, name);
      g_autofree char *title = g_markup_escape_text (name, -1);
      g_autofree char *subtitle = g_markup_escape_text (value != NULL ? value : json, -1);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Where it came from"));
  gtk_box_append (GTK_BOX (self->box), group);
  gtk_widget_set_visible (group, n > 0);
}

static void
clear (QuothArticleTags *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_clear_pointer (&self->shown, quoth_article_unref);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
}

static gboolean
update_cb (gpointer data)
{
  QuothArticleTags *self = data;
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothArticle *article = document != NULL ? quoth_document_get_article (document) : NULL;

  self->update_id = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  quoth_guidelines_hint_follow (QUOTH_GUIDELINES_HINT (self->hint), self->workspace);
  if (article == self->shown
      && (document == NULL || quoth_document_get_scheme (document) == self->scheme))
    return G_SOURCE_REMOVE;
  clear (self);
  if (article == NULL)
    return G_SOURCE_REMOVE;
  self->shown = quoth_article_ref (article);
  self->scheme = quoth_scheme_ref (quoth_document_get_scheme (document));
  add_tags (self, article);
  add_metadata (self, article);
  return G_SOURCE_REMOVE;
}

static void
update_later (QuothArticleTags *self)
{
  if (self->update_id == 0)
    self->update_id = g_timeout_add_full (QUOTH_PRIORITY_FOLLOW, 100, update_cb, self, NULL);
}

/**
 * quoth_article_tags_set_workspace:
 * @self: a form
 * @workspace: whose article to show
 */
void
quoth_article_tags_set_workspace (QuothArticleTags *self,
                                  QuothWorkspace   *workspace)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_TAGS (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (update_later), NULL);
}

/**
 * quoth_article_tags_add_above:
 * @self: a form
 * @widget: something else about the article as a whole; scrolls with the form
 */
void
quoth_article_tags_add_above (QuothArticleTags *self,
                              GtkWidget        *widget)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_TAGS (self));

  gtk_widget_set_margin_top (widget, 6);
  gtk_widget_set_margin_bottom (widget, 12);
  gtk_widget_set_margin_start (widget, 12);
  gtk_widget_set_margin_end (widget, 12);
  gtk_box_prepend (GTK_BOX (self->column), widget);
}

static void
quoth_article_tags_dispose (GObject *object)
{
  QuothArticleTags *self = QUOTH_ARTICLE_TAGS (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->box != NULL)
    clear (self);
  self->box = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_article_tags_parent_class)->dispose (object);
}

static void
quoth_article_tags_class_init (QuothArticleTagsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_article_tags_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
quoth_article_tags_init (QuothArticleTags *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_top (self->box, 6);
  gtk_widget_set_margin_bottom (self->box, 12);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->hint = quoth_guidelines_hint_new ();
  gtk_widget_set_margin_start (self->hint, 12);
  gtk_widget_set_margin_end (self->hint, 12);
  gtk_widget_set_margin_top (self->hint, 6);
  gtk_widget_set_margin_bottom (self->hint, 6);
  gtk_box_append (GTK_BOX (self->column), self->hint);
  gtk_box_append (GTK_BOX (self->column), self->box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->column);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
