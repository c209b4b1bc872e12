/* quoth-banner.c - a lasting state of the window: read-only, recovered, offline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-banner"

#include "config.h"

#include "quoth-banner.h"

struct _QuothBanner
{
  GtkWidget  parent_instance;

  GtkWidget *revealer;
  GtkWidget *title;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (QuothBanner, quoth_banner, GTK_TYPE_WIDGET)

/* The target before the action: GTK looks at both as soon as there is one. */
static void
set_action (GtkActionable *button,
            const char    *detailed) /* nullable */
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  gtk_actionable_set_action_name (button, NULL);
  if (detailed == NULL || !g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return;
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

void
quoth_banner_show (QuothBanner *self,
                   const char  *title,
                   const char  *button,
                   const char  *action)
{
  g_return_if_fail (QUOTH_IS_BANNER (self));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), title != NULL);
  if (title == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->button), button);
  set_action (GTK_ACTIONABLE (self->button), action);
}

GtkWidget *
quoth_banner_new (void)
{
  return g_object_new (QUOTH_TYPE_BANNER, NULL);
}

static void
quoth_banner_dispose (GObject *object)
{
  g_clear_pointer (&QUOTH_BANNER (object)->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (quoth_banner_parent_class)->dispose (object);
}

static void
quoth_banner_class_init (QuothBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_banner_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "banner");
}

static void
quoth_banner_init (QuothBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->revealer = gtk_revealer_new ();
  self->title = gtk_label_new (NULL);
  self->button = gtk_button_new ();
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "quoth-banner");
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}
