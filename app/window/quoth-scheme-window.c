/* quoth-scheme-window.c - the editor of the project's scheme
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-window"

#include "config.h"

#include "quoth-scheme-window.h"

#include <glib/gi18n.h>

#include "quoth-banner.h"
#include "quoth-compat.h"
#include "quoth-describe.h"
#include "quoth-latin-keys.h"
#include "quoth-reader-names.h"
#include "quoth-scheme-files.h"
#include "quoth-scheme-form.h"
#include "quoth-scheme-list.h"
#include "quoth-scheme-rows.h"
#include "quoth-scheme-terms.h"
#include "quoth-toast.h"
#include "quoth-window-step.h"

struct _QuothSchemeWindow
{
  AdwWindow          parent_instance;

  QuothSchemeDraft  *draft;   /* owned */
  QuothWindow       *window;  /* owned, nullable: where undo is */
  GSimpleActionGroup *actions; /* owned */
  GtkWidget         *back;
  GtkWidget         *entry_buttons;
  GtkWidget         *menu;
  GtkWidget         *banner;
  GtkWidget         *toasts;
  GtkWidget         *stack;
  GtkWidget         *list;
  GtkWidget         *form;    /* nullable: the entry that is open */
  GtkWidget         *bar;
};

G_DEFINE_FINAL_TYPE (QuothSchemeWindow, quoth_scheme_window, ADW_TYPE_WINDOW)

static void
toast (QuothSchemeWindow *self,
       const char        *text,
       gboolean           undo)
{
  if (self->toasts == NULL)
    return;
  quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts),
                   quoth_toast_new (text, undo ? _("_Undo") : NULL, "scheme.undo"));
}

static void
show_error (QuothSchemeWindow *self,
            const GError      *error)
{
  g_autofree char *text = quoth_describe_error (error);

  if (self->toasts != NULL)
    quoth_toast_replace (ADW_TOAST_OVERLAY (self->toasts), quoth_toast_new (text, NULL, NULL));
}

static QuothSchemePlace
get_place (QuothSchemeWindow *self)
{
  return quoth_scheme_form_get_place (QUOTH_SCHEME_FORM (self->form));
}

static void
enable (QuothSchemeWindow *self,
        const char        *name,
        gboolean           enabled)
{
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

static gboolean
can_move (QuothSchemeWindow *self,
          int                steps)
{
  QuothScheme *scheme = quoth_scheme_draft_get_scheme (self->draft);
  QuothSchemePlace place = get_place (self);
  g_autoptr (QuothScheme) moved = quoth_scheme_with_moved (scheme, &place, steps);

  return moved != scheme;
}

static void
update (QuothSchemeWindow *self)
{
  gboolean writable = !quoth_scheme_draft_is_read_only (self->draft);
  gboolean open = self->form != NULL;
  g_autofree char *name = NULL;

  if (open)
    {
      QuothSchemePlace place = get_place (self);

      name = quoth_scheme_terms_entry (quoth_scheme_draft_get_scheme (self->draft), &place);
    }
  gtk_window_set_title (GTK_WINDOW (self), open ? name : _("Scheme"));
  gtk_widget_set_visible (self->back, open);
  gtk_widget_set_visible (self->entry_buttons, open && writable);
  gtk_widget_set_visible (self->menu, !open);
  enable (self, "import", writable);
  enable (self, "up", open && writable && can_move (self, -1));
  enable (self, "down", open && writable && can_move (self, 1));
  enable (self, "remove", open && writable);
  if (!writable)
    quoth_banner_show (QUOTH_BANNER (self->banner),
                       _("This project can only be read here, so its scheme cannot be changed."),
                       NULL, NULL);
  else if (quoth_scheme_draft_is_waiting (self->draft))
    quoth_banner_show (QUOTH_BANNER (self->banner),
                       _("Not in use yet: put right what is marked."), _("_Discard"),
                       "scheme.discard");
  else
    quoth_banner_show (QUOTH_BANNER (self->banner), NULL, NULL, NULL);
}

/* Goes back to the list; the form is gone when the list is there. */
static void
close_form (QuothSchemeWindow *self)
{
  GtkWidget *form = self->form;
  QuothSchemePlace place;

  if (form == NULL)
    return;
  quoth_scheme_form_settle (QUOTH_SCHEME_FORM (form));
  /* What was taken may have closed it already. */
  if (self->form != form)
    return;
  place = get_place (self);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->list);
  quoth_scheme_list_focus (QUOTH_SCHEME_LIST (self->list), place.part, place.id);
  self->form = NULL;
  gtk_stack_remove (GTK_STACK (self->stack), form);
  update (self);
}

static void
changed_cb (QuothSchemeWindow *self)
{
  if (self->form != NULL)
    {
      QuothSchemePlace place = get_place (self);

      if (!quoth_scheme_has (quoth_scheme_draft_get_scheme (self->draft), &place))
        {
          close_form (self);
          return;
        }
    }
  update (self);
}

static void
applied_cb (QuothSchemeWindow *self)
{
  toast (self, _("Scheme changed"), TRUE);
}

static void
migrated_cb (guint64       reached,
             const GError *error,
             gpointer      owner)
{
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      show_error (owner, error);
      return;
    }
  text = g_strdup_printf (ngettext ("Scheme changed, with %u annotation",
                                    "Scheme changed, with %u annotations", (guint) reached),
                          (guint) reached);
  toast (owner, text, TRUE);
}

static void
ask_cb (QuothSchemeWindow         *self,
        const QuothSchemeQuestion *question)
{
  if (!quoth_scheme_draft_can_use (self->draft, question->after))
    {
      toast (self, _("Put right what is marked first."), FALSE);
      quoth_scheme_draft_refresh (self->draft);
      return;
    }
  quoth_scheme_fates_ask (GTK_WINDOW (self), self->draft, QUOTH_JOB_BAR (self->bar), question,
                          migrated_cb, self);
}

/**
 * quoth_scheme_window_open:
 * @self: an editor
 * @part: a list of the scheme
 * @id: an entry of it
 *
 * Shows the entry as a form.
 */
void
quoth_scheme_window_open (QuothSchemeWindow *self,
                          QuothSchemePart    part,
                          const char        *id)
{
  const QuothSchemePlace place = { part, id };
  GtkWidget *form;

  g_return_if_fail (QUOTH_IS_SCHEME_WINDOW (self) && id != NULL);

  close_form (self);
  form = quoth_scheme_form_new (self->draft, &place);
  quoth_reader_names_apply (form);
  gtk_stack_add_child (GTK_STACK (self->stack), form);
  self->form = form;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), form);
  quoth_scheme_form_focus (QUOTH_SCHEME_FORM (form));
  update (self);
}

static void
open_cb (QuothSchemeWindow *self,
         guint              part,
         const char        *id)
{
  quoth_scheme_window_open (self, (QuothSchemePart) part, id);
}

static void
back_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  close_form (data);
}

static void
discard_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  quoth_scheme_draft_revert (((QuothSchemeWindow *) data)->draft);
}

static void
step_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothSchemeWindow *self = data;
  gboolean redo = g_str_equal (g_action_get_name (G_ACTION (action)), "redo");

  /* First what is not even in use, then what is. */
  if (!redo && quoth_scheme_draft_is_waiting (self->draft))
    quoth_scheme_draft_revert (self->draft);
  else if (self->window != NULL)
    quoth_window_step (self->window, redo, QUOTH_JOB_BAR (self->bar), self->stack);
}

static void
move_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothSchemeWindow *self = data;
  int steps = g_str_equal (g_action_get_name (G_ACTION (action)), "up") ? -1 : 1;
  QuothSchemePlace place;

  quoth_scheme_form_settle (QUOTH_SCHEME_FORM (self->form));
  place = get_place (self);
  quoth_scheme_draft_take (self->draft,
                           quoth_scheme_with_moved (quoth_scheme_draft_get_scheme (self->draft),
                                                    &place, steps));
}

static void
remove_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothSchemeWindow *self = data;
  QuothSchemePlace place = get_place (self);

  quoth_scheme_draft_ask (self->draft, &place,
                          quoth_scheme_without (quoth_scheme_draft_get_scheme (self->draft), &place,
                                                NULL),
                          TRUE);
}

static void
say (gpointer    owner,
     const char *text)
{
  toast (owner, text, FALSE);
}

static void
import_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothSchemeWindow *self = data;

  quoth_scheme_files_import (GTK_WINDOW (self), self->draft, QUOTH_JOB_BAR (self->bar), say,
                             migrated_cb);
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothSchemeWindow *self = data;

  quoth_scheme_files_export (GTK_WINDOW (self), self->draft, say);
}

static void
discarded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  QuothSchemeWindow *self = QUOTH_SCHEME_WINDOW (source);
  g_autofree char *answer = quoth_compat_ask_finish (result);

  if (!g_str_equal (answer, "discard"))
    return;
  quoth_scheme_draft_revert (self->draft);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (QuothSchemeWindow *self)
{
  if (self->form != NULL)
    quoth_scheme_form_settle (QUOTH_SCHEME_FORM (self->form));
  if (!quoth_scheme_draft_is_waiting (self->draft))
    return FALSE;
  quoth_compat_ask_async (GTK_WINDOW (self), _("Discard What Is Not in Use?"),
                          _("The scheme was changed in a way that cannot be used yet."), "discard",
                          _("_Discard"), TRUE, NULL, NULL, discarded_cb, NULL);
  return TRUE;
}

/* Back to the list, and from there out; menus and lists that are open close first, and what
 * runs is stopped. */
static gboolean
escape (QuothSchemeWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return FALSE;
  if (quoth_job_bar_is_busy (QUOTH_JOB_BAR (self->bar)))
    quoth_job_bar_cancel (QUOTH_JOB_BAR (self->bar));
  else if (self->form != NULL)
    close_form (self);
  else
    gtk_window_close (GTK_WINDOW (self));
  return TRUE;
}

static gboolean
key_cb (QuothSchemeWindow *self,
        guint              keyval,
        guint              keycode,
        GdkModifierType    state)
{
  guint letter = gdk_keyval_to_lower (keyval < 0x80 ? keyval
                                                    : quoth_latin_keys_at (keycode, FALSE));

  state &= gtk_accelerator_get_default_mod_mask ();
  if (letter == GDK_KEY_z && state == GDK_CONTROL_MASK)
    {
      if (!quoth_scheme_undo_typing (gtk_window_get_focus (GTK_WINDOW (self))))
        gtk_widget_activate_action (GTK_WIDGET (self), "scheme.undo", NULL);
    }
  else if (letter == GDK_KEY_z && state == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    gtk_widget_activate_action (GTK_WIDGET (self), "scheme.redo", NULL);
  else if (keyval == GDK_KEY_Left && state == GDK_ALT_MASK && self->form != NULL)
    close_form (self);
  else
    return keyval == GDK_KEY_Escape && state == 0 && escape (self);
  return TRUE;
}

static const GActionEntry entries[] = {
  { "back", back_cb },     { "discard", discard_cb }, { "undo", step_cb },
  { "redo", step_cb },     { "up", move_cb },         { "down", move_cb },
  { "remove", remove_cb }, { "import", import_cb },   { "export", export_cb },
};

/**
 * quoth_scheme_window_new:
 * @parent: (nullable): the window it belongs to; undo is that of a #QuothWindow
 * @workspace: a workspace with a project
 * @keymap: the keys of the window, with which those of the scheme must not clash
 *
 * Returns: (transfer full): an editor; present it
 */
GtkWidget *
quoth_scheme_window_new (GtkWindow      *parent,
                         QuothWorkspace *workspace,
                         QuothKeymap    *keymap)
{
  QuothSchemeWindow *self = g_object_new (QUOTH_TYPE_SCHEME_WINDOW, "transient-for", parent,
                                          "modal", TRUE, "destroy-with-parent", TRUE, NULL);

  self->window = QUOTH_IS_WINDOW (parent) ? g_object_ref (QUOTH_WINDOW (parent)) : NULL;
  self->draft = quoth_scheme_draft_new (workspace, keymap);
  self->list = quoth_scheme_list_new (self->draft);
  gtk_stack_add_child (GTK_STACK (self->stack), self->list);
  g_signal_connect_object (self->list, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "applied", G_CALLBACK (applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "failed", G_CALLBACK (show_error), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "ask", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  update (self);
  quoth_reader_names_apply (GTK_WIDGET (self));
  quoth_scheme_list_focus (QUOTH_SCHEME_LIST (self->list), QUOTH_SCHEME_TYPES, NULL);
  return GTK_WIDGET (self);
}

static void
quoth_scheme_window_dispose (GObject *object)
{
  QuothSchemeWindow *self = QUOTH_SCHEME_WINDOW (object);

  self->form = NULL;
  self->toasts = NULL;
  g_clear_object (&self->draft);
  g_clear_object (&self->window);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (quoth_scheme_window_parent_class)->dispose (object);
}

static void
quoth_scheme_window_class_init (QuothSchemeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_scheme_window_dispose;
  g_type_ensure (QUOTH_TYPE_BANNER);
  g_type_ensure (QUOTH_TYPE_JOB_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-scheme-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothSchemeWindow, back);
  gtk_widget_class_bind_template_child (widget_class, QuothSchemeWindow, entry_buttons);
  gtk_widget_class_bind_template_child (widget_class, QuothSchemeWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, QuothSchemeWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, QuothSchemeWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, QuothSchemeWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothSchemeWindow, bar);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
quoth_scheme_window_init (QuothSchemeWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "scheme", G_ACTION_GROUP (self->actions));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
