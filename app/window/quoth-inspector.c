/* quoth-inspector.c - the right pane: the active annotation, else the whole article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-inspector"

#include "config.h"

#include "quoth-inspector.h"

#include <glib/gi18n.h>

#include "quoth-annotation-card.h"
#include "quoth-annotation-list.h"
#include "quoth-article-tags.h"
#include "quoth-comment-list.h"
#include "quoth-people-list.h"

struct _QuothInspector
{
  GtkWidget            parent_instance;

  GtkWidget           *paned;
  GtkWidget           *card_scroller;
  QuothAnnotationCard *card;
  QuothAnnotationList *annotations;
  QuothPeopleList     *people;
  QuothArticleTags    *tags;
  QuothCommentList    *on_this;     /* comments on the active annotation */
  QuothCommentList    *on_article;  /* all comments of the article, inside @tags */
  GtkWidget           *views;
  GtkStackPage        *article_page; /* of @views */
};

G_DEFINE_FINAL_TYPE (QuothInspector, quoth_inspector, GTK_TYPE_WIDGET)

/**
 * quoth_inspector_set_workspace:
 * @self: an inspector
 * @workspace: what to show
 * @keymap: which key does what
 */
void
quoth_inspector_set_workspace (QuothInspector *self,
                               QuothWorkspace *workspace,
                               QuothKeymap    *keymap)
{
  g_return_if_fail (QUOTH_IS_INSPECTOR (self));

  quoth_annotation_card_set_workspace (self->card, workspace, keymap);
  quoth_annotation_list_set_workspace (self->annotations, workspace, keymap);
  quoth_people_list_set_workspace (self->people, workspace);
  quoth_article_tags_set_workspace (self->tags, workspace);
  quoth_comment_list_set_workspace (self->on_this, workspace);
  quoth_comment_list_set_workspace (self->on_article, workspace);
}

/* The list that a key is about: comments on the active annotation, else on the article. */
static QuothCommentList *
get_comments (QuothInspector *self)
{
  return gtk_widget_get_visible (self->card_scroller) ? self->on_this : self->on_article;
}

void
quoth_inspector_write_comment (QuothInspector *self)
{
  g_return_if_fail (QUOTH_IS_INSPECTOR (self));

  if (get_comments (self) == self->on_article)
    gtk_stack_set_visible_child_name (GTK_STACK (self->views), "article");
  quoth_comment_list_write (get_comments (self));
}

/* Whether no comment is left that could not be saved. */
gboolean
quoth_inspector_settle (QuothInspector *self)
{
  gboolean on_this;

  g_return_val_if_fail (QUOTH_IS_INSPECTOR (self), TRUE);

  on_this = quoth_comment_list_settle (self->on_this);
  return quoth_comment_list_settle (self->on_article) && on_this;
}

void
quoth_inspector_discard_comments (QuothInspector *self)
{
  g_return_if_fail (QUOTH_IS_INSPECTOR (self));

  quoth_comment_list_discard (self->on_this);
  quoth_comment_list_discard (self->on_article);
}

/**
 * quoth_inspector_resolve_comment:
 * @self: an inspector
 *
 * Resolves the first open comment on the active annotation, else on the article.
 *
 * Returns: whether there was one
 */
gboolean
quoth_inspector_resolve_comment (QuothInspector *self)
{
  g_return_val_if_fail (QUOTH_IS_INSPECTOR (self), FALSE);

  return quoth_comment_list_resolve (get_comments (self));
}

/* The way to comments is open, also while something else is shown. */
static void
counted_cb (QuothInspector *self,
            guint           n_open)
{
  gtk_stack_page_set_needs_attention (self->article_page, n_open > 0);
}

void
quoth_inspector_focus_note (QuothInspector *self)
{
  g_return_if_fail (QUOTH_IS_INSPECTOR (self));

  quoth_annotation_card_focus_note (self->card);
}

void
quoth_inspector_focus_attribute (QuothInspector *self,
                                 const char     *attribute)
{
  g_return_if_fail (QUOTH_IS_INSPECTOR (self));

  quoth_annotation_card_focus_attribute (self->card, attribute);
}

static void
card_visible_cb (QuothInspector *self)
{
  gtk_widget_set_visible (self->card_scroller, gtk_widget_get_visible (GTK_WIDGET (self->card)));
}

static void
quoth_inspector_dispose (GObject *object)
{
  QuothInspector *self = QUOTH_INSPECTOR (object);

  g_clear_pointer (&self->paned, gtk_widget_unparent);
  G_OBJECT_CLASS (quoth_inspector_parent_class)->dispose (object);
}

static void
quoth_inspector_class_init (QuothInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_inspector_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "inspector");
}

static GtkWidget *
create_overview (QuothInspector *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();

  self->annotations = g_object_new (QUOTH_TYPE_ANNOTATION_LIST, NULL);
  self->people = g_object_new (QUOTH_TYPE_PEOPLE_LIST, NULL);
  self->tags = g_object_new (QUOTH_TYPE_ARTICLE_TAGS, NULL);
  gtk_stack_add_titled (GTK_STACK (stack), GTK_WIDGET (self->annotations), "annotations",
                        _("Marked"));
  gtk_stack_add_titled (GTK_STACK (stack), GTK_WIDGET (self->people), "people", _("People"));
  self->views = stack;
  self->article_page = gtk_stack_add_titled (GTK_STACK (stack), GTK_WIDGET (self->tags), "article",
                                             _("Article"));
  self->on_article = QUOTH_COMMENT_LIST (quoth_comment_list_new (TRUE));
  quoth_article_tags_add_above (self->tags, GTK_WIDGET (self->on_article));
  g_signal_connect_object (self->on_article, "counted", G_CALLBACK (counted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  gtk_widget_set_margin_top (switcher, 6);
  gtk_widget_set_margin_start (switcher, 6);
  gtk_widget_set_margin_end (switcher, 6);
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), stack);
  return box;
}

static void
quoth_inspector_init (QuothInspector *self)
{
  GtkWidget *active = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                    "spacing", 12, "margin-top", 12, "margin-bottom", 12,
                                    "margin-start", 12, "margin-end", 12, NULL);

  self->card = g_object_new (QUOTH_TYPE_ANNOTATION_CARD, "visible", FALSE, NULL);
  self->on_this = QUOTH_COMMENT_LIST (quoth_comment_list_new (FALSE));
  gtk_box_append (GTK_BOX (active), GTK_WIDGET (self->card));
  gtk_box_append (GTK_BOX (active), GTK_WIDGET (self->on_this));
  self->card_scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->card_scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->card_scroller), active);
  gtk_widget_set_visible (self->card_scroller, FALSE);
  g_signal_connect_object (self->card, "notify::visible", G_CALLBACK (card_visible_cb), self,
                           G_CONNECT_SWAPPED);
  self->paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  gtk_paned_set_start_child (GTK_PANED (self->paned), self->card_scroller);
  gtk_paned_set_end_child (GTK_PANED (self->paned), create_overview (self));
  gtk_paned_set_position (GTK_PANED (self->paned), 400);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
  /* Room for a name and the value of an attribute; a phone has it too. */
  gtk_widget_set_size_request (GTK_WIDGET (self), 320, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Details"), -1);
}
