/* quoth-annotate-page.c - the article between its neighbours and its details
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotate-page"

#include "config.h"

#include "quoth-annotate-page-private.h"

#include <glib/gi18n.h>

#include "quoth-annotate-actions.h"
#include "quoth-annotate-focus.h"
#include "quoth-annotate-keys.h"
#include "quoth-annotate-menu.h"
#include "quoth-entity-picker.h"
#include "quoth-latin-keys.h"
#include "quoth-words.h"

G_DEFINE_FINAL_TYPE (QuothAnnotatePage, quoth_annotate_page, GTK_TYPE_WIDGET)

/* Nobody is sent to a list with nothing in it. */
static void
listed_cb (QuothAnnotatePage *self,
           gboolean           empty)
{
  const char *words = empty ? _("This project has no articles yet. Add some to begin.")
                            : _("Choose one of the articles, or add your own.");

  adw_status_page_set_description (ADW_STATUS_PAGE (self->no_article), words);
}

/* What the view draws besides the annotations: numbers at candidates, previews. */
static void
show_proposals (QuothAnnotatePage *self)
{
  QuothAnnotation *active = quoth_workspace_get_active (self->workspace);
  GArray *speakers = quoth_workspace_get_speakers (self->workspace);
  GArray *occurrences = quoth_workspace_get_occurrences (self->workspace);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (GArray) preview = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  QuothSpan cue;

  for (guint i = 0; speakers != NULL && i < speakers->len; i++)
    g_array_append_val (spans, g_array_index (speakers, QuothSpeaker, i).span);
  if (occurrences != NULL)
    g_array_append_vals (preview, occurrences->data, occurrences->len);
  if (quoth_workspace_get_cue (self->workspace, &cue))
    g_array_append_val (preview, cue);
  /* A claim that has its speaker shows the numbers, too: a wrong one is as soon corrected. */
  quoth_article_view_set_answered (self->view,
                                   active != NULL
                                   && (quoth_annotation_get_link (active, "speaker") != NULL
                                       || quoth_attributes_get_boolean (active->attributes,
                                                                        "no_speaker")));
  quoth_article_view_set_candidates (self->view, spans->len > 0 ? spans : NULL);
  quoth_article_view_set_preview (self->view, preview->len > 0 ? preview : NULL);
}

static void
workspace_changed_cb (QuothAnnotatePage *self)
{
  QuothAnnotation *active = quoth_workspace_get_active (self->workspace);
  QuothSpan selection;

  quoth_article_view_set_active (self->view, active != NULL ? active->id : NULL);
  show_proposals (self);
  quoth_hint_bar_update (self->hints, quoth_article_view_get_selection (self->view, &selection));
}

static void
document_changed_cb (QuothAnnotatePage *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  _quoth_annotate_page_save_position (self);
  g_clear_pointer (&self->position_of, g_free);
  g_clear_pointer (&self->zones, g_array_unref);
  quoth_find_bar_close (self->find_bar);
  quoth_article_view_set_registry (self->view,
                                   project != NULL ? quoth_project_get_registry (project) : NULL);
  quoth_article_view_set_document (self->view, document);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    document != NULL ? "article" : "none");
  gtk_widget_set_visible (self->no_text, document != NULL
                          && quoth_text_get_length (quoth_document_get_text (document)) == 0);
  if (document == NULL)
    return;
  self->position_of = g_strdup (quoth_document_get_article_id (document));
  self->zones = quoth_zones_find (quoth_document_get_text (document));
  quoth_article_view_set_zones (self->view, self->zones);
  if (self->narrow && self->in_front == 0)
    quoth_annotate_page_set_pane_shown (self, FALSE, FALSE);
  _quoth_annotate_page_restore_position (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_cb (QuothAnnotatePage *self,
         guint              start,
         guint              end)
{
  quoth_article_view_scroll_to (self->view, (QuothSpan){ start, end });
  quoth_article_view_place_caret (self->view, end);
}

static void
annotation_clicked_cb (QuothAnnotatePage *self,
                       const char        *id)
{
  quoth_workspace_set_active (self->workspace, id);
}

static void
selection_cb (QuothAnnotatePage *self)
{
  QuothSpan selection;

  if (quoth_workspace_get_document (self->workspace) != NULL)
    quoth_hint_bar_update (self->hints, quoth_article_view_get_selection (self->view, &selection));
}

/* Alt while selecting switches widening to words off. */
static gboolean
is_exact (QuothAnnotatePage *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  return keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_ALT_MASK) != 0;
}

/* With a sticky type a finished selection is marked at once. */
static void
selection_settled_cb (QuothAnnotatePage *self)
{
  const char *sticky = quoth_workspace_get_sticky (self->workspace);
  QuothSpan selection;

  if (sticky != NULL && quoth_article_view_get_selection (self->view, &selection))
    quoth_annotate_keys_mark (self->workspace, self->view, sticky, is_exact (self));
  selection_cb (self);
}

/* A double click selects one word: with a sticky type that is all it takes. For a claim
 * it means the quotation or sentence there, which a third click would select. */
static void
word_activated_cb (QuothAnnotatePage *self,
                   guint              start,
                   guint              end)
{
  const char *sticky = quoth_workspace_get_sticky (self->workspace);
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  const QuothType *type;
  QuothSpan word;

  if (sticky == NULL || document == NULL)
    {
      selection_cb (self);
      return;
    }
  type = quoth_scheme_lookup_type (quoth_document_get_scheme (document), sticky);
  quoth_article_view_place_caret (self->view, start);
  if ((type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM)
      || (quoth_words_at (quoth_document_get_text (document), start, &word)
          && word.end >= end))
    quoth_annotate_keys_mark (self->workspace, self->view, sticky, is_exact (self));
  selection_cb (self);
}

static void
menu_asked_cb (QuothAnnotatePage *self,
               int                x,
               int                y)
{
  quoth_annotate_menu_popup (GTK_POPOVER_MENU (self->menu), self->workspace, self->view,
                             self->keymap, x, y);
}

/* What was chosen may have taken the keyboard elsewhere; else it goes on in the text. */
static void
menu_closed_cb (QuothAnnotatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || quoth_annotate_focus_is_inside (self->menu))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
part_resized_cb (QuothAnnotatePage *self,
                 const char        *id,
                 guint              part,
                 guint              start,
                 guint              end)
{
  quoth_workspace_set_part (self->workspace, id, part, (QuothSpan){ start, end });
}

static void
focus_text (QuothAnnotatePage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Escape leads back to the article from wherever the keyboard is. */
static gboolean
escape (QuothAnnotatePage *self,
        QuothFocusPlace    place)
{
  if (quoth_annotate_focus_is_inside (GTK_WIDGET (self->find_bar)))
    return FALSE;
  if (place == QUOTH_FOCUS_TYPING && quoth_articles_pane_clear_search (self->articles))
    return TRUE;
  focus_text (self);
  return TRUE;
}

static gboolean
key_pressed_cb (QuothAnnotatePage     *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  QuothFocusPlace place =
    quoth_annotate_focus_get_place (GTK_WIDGET (self), GTK_WIDGET (self->view));
  guint latin;

  quoth_article_view_settle_click (self->view);
  if (place == QUOTH_FOCUS_POPOVER
      || quoth_annotate_focus_is_inside (self->picker))
    return FALSE;
  state &= gtk_accelerator_get_default_mod_mask ();
  if (place != QUOTH_FOCUS_TEXT && keyval == GDK_KEY_Escape && state == 0)
    return escape (self, place);
  if (place == QUOTH_FOCUS_TYPING)
    return FALSE;
  /* On a button, a row or a switch, Enter does what it says there. */
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && place != QUOTH_FOCUS_TEXT)
    return FALSE;
  /* Beside a list of articles nobody expects Delete to be about an annotation. */
  if ((keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace)
      && quoth_annotate_focus_is_inside (GTK_WIDGET (self->articles)))
    return FALSE;
  if (quoth_annotate_keys_press (self->workspace, self->view, self->keymap, self->actions, keyval,
                                 state))
    return TRUE;
  /* No letter or digit of ours: what else may the key mean? */
  latin = quoth_latin_keys_translate (event);
  return latin != keyval
         && quoth_annotate_keys_press (self->workspace, self->view, self->keymap, self->actions,
                                       latin, state);
}

static void
picked_cb (QuothAnnotatePage *self,
           const char        *entity)
{
  quoth_workspace_set_entity (self->workspace, entity);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
create_entity_cb (QuothAnnotatePage *self,
                  const char        *name,
                  gboolean           unnamed)
{
  quoth_workspace_new_entity (self->workspace, name, unnamed);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * quoth_annotate_page_set_up:
 * @self: a page, once
 * @workspace: what it works on
 * @keymap: which key does what
 * @settings: the application's settings
 */
void
quoth_annotate_page_set_up (QuothAnnotatePage *self,
                            QuothWorkspace    *workspace,
                            QuothKeymap       *keymap,
                            GSettings         *settings)
{
  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->keymap = g_object_ref (keymap);
  self->actions = quoth_annotate_actions_new (workspace, self->view);
  _quoth_annotate_page_add_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "annotate", self->actions);
  quoth_hint_bar_set_up (self->hints, workspace, keymap);
  quoth_lost_bar_set_up (self->lost_bar, workspace, self->view, keymap);
  quoth_articles_pane_set_workspace (self->articles, workspace);
  quoth_inspector_set_workspace (self->inspector, workspace, keymap);
  g_settings_bind (settings, "show-zones", self->view, "show-zones", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "text-scale", self->view, "text-scale", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "line-height", self->view, "line-height", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "reading-width", self->view, "reading-width", G_SETTINGS_BIND_GET);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  quoth_hint_bar_update (self->hints, FALSE);
}

void
quoth_annotate_page_find (QuothAnnotatePage *self)
{
  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));

  if (quoth_workspace_get_document (self->workspace) != NULL)
    quoth_find_bar_open (self->find_bar);
}

/**
 * quoth_annotate_page_settle:
 * @self: a page
 *
 * Saves what was typed and not entered yet, before the project is closed.
 *
 * Returns: whether all of it is on the disk; comments that are not stay in their fields
 */
gboolean
quoth_annotate_page_settle (QuothAnnotatePage *self)
{
  g_return_val_if_fail (QUOTH_IS_ANNOTATE_PAGE (self), TRUE);

  /* A note that is being typed is saved when it loses the keyboard. */
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  _quoth_annotate_page_save_position (self);
  return quoth_inspector_settle (self->inspector);
}

void
quoth_annotate_page_discard_comments (QuothAnnotatePage *self)
{
  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));

  quoth_inspector_discard_comments (self->inspector);
}

GtkWidget *
quoth_annotate_page_get_hints (QuothAnnotatePage *self)
{
  g_return_val_if_fail (QUOTH_IS_ANNOTATE_PAGE (self), NULL);

  return GTK_WIDGET (self->hints);
}

static void
quoth_annotate_page_dispose (GObject *object)
{
  QuothAnnotatePage *self = QUOTH_ANNOTATE_PAGE (object);
  GtkWidget *child;

  g_clear_pointer (&self->picker, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->zones, g_array_unref);
  g_clear_pointer (&self->position_of, g_free);
  G_OBJECT_CLASS (quoth_annotate_page_parent_class)->dispose (object);
}

static void
quoth_annotate_page_class_init (QuothAnnotatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_annotate_page_dispose;
  g_type_ensure (QUOTH_TYPE_ARTICLE_VIEW);
  g_type_ensure (QUOTH_TYPE_ARTICLES_PANE);
  g_type_ensure (QUOTH_TYPE_FIND_BAR);
  g_type_ensure (QUOTH_TYPE_HINT_BAR);
  g_type_ensure (QUOTH_TYPE_INSPECTOR);
  g_type_ensure (QUOTH_TYPE_LOST_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-annotate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, outer);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, inner);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, articles);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, no_article);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, no_text);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, view);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, find_bar);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, lost_bar);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, hints);
  gtk_widget_class_bind_template_child (widget_class, QuothAnnotatePage, inspector);
}

static void
quoth_annotate_page_init (QuothAnnotatePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted[0] = self->wanted[1] = TRUE;
  self->in_front = -1;
  quoth_find_bar_set_view (self->find_bar, self->view);
  self->picker = quoth_entity_picker_new ();
  gtk_widget_set_parent (self->picker, GTK_WIDGET (self));
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picker, "picked", G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picker, "create", G_CALLBACK (create_entity_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->articles, "listed", G_CALLBACK (listed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "annotation-clicked", G_CALLBACK (annotation_clicked_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "selection-settled", G_CALLBACK (selection_settled_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "word-activated", G_CALLBACK (word_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "menu-asked", G_CALLBACK (menu_asked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "part-resized", G_CALLBACK (part_resized_cb), self,
                           G_CONNECT_SWAPPED);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_signal_connect_object (buffer, "notify::has-selection", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
  /* Before the widgets: a letter on a list or a button shall still annotate. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
