/* quoth-article-view.c - an article as it is read and marked up
 *
 * Properties, the displayed text, and everything that is asked or told in offsets.
 * See quoth-article-view-private.h for the other files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"
#include "quoth-compat.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_REGISTRY,
  PROP_ACTIVE,
  PROP_TEXT_SCALE,
  PROP_LINE_HEIGHT,
  PROP_READING_WIDTH,
  PROP_SHOW_ZONES,
  N_PROPS
};

enum
{
  ANNOTATION_CLICKED,
  SELECTION_SETTLED,
  PART_RESIZED,
  WORD_ACTIVATED,
  MENU_ASKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothArticleView, quoth_article_view, GTK_TYPE_TEXT_VIEW)

/* --- what the document and the registry tell --- */

static void
document_changed_cb (QuothDocument    *document,
                     QuothCommand     *command,
                     QuothArticleView *self)
{
  quoth_article_view_apply_command (self, command);
}

static void
document_reloaded_cb (QuothDocument    *document,
                      QuothArticleView *self)
{
  if (quoth_document_get_text (document) != self->shown_text)
    quoth_article_view_show_text (self);
  quoth_article_view_forget_plans (self);
}

static void
registry_changed_cb (QuothRegistry    *registry,
                     QuothArticleView *self)
{
  quoth_article_view_forget_chips (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- properties --- */

void
quoth_article_view_set_document (QuothArticleView *self,
                                 QuothDocument    *document)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));
  g_return_if_fail (document == NULL || QUOTH_IS_DOCUMENT (document));

  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
      g_signal_connect_object (document, "reloaded", G_CALLBACK (document_reloaded_cb), self, 0);
    }
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->preview, g_array_unref);
  g_clear_pointer (&self->find_hits, g_array_unref);
  g_clear_pointer (&self->zones, g_array_unref);
  quoth_article_view_set_active (self, NULL);
  quoth_article_view_show_text (self);
  /* Without a text a page about that stands above. */
  gtk_text_view_set_cursor_visible (
    GTK_TEXT_VIEW (self),
    document != NULL && quoth_text_get_length (quoth_document_get_text (document)) > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

QuothDocument *
quoth_article_view_get_document (QuothArticleView *self)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), NULL);

  return self->document;
}

void
quoth_article_view_set_registry (QuothArticleView *self,
                                 QuothRegistry    *registry)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  if (self->registry == registry)
    return;
  if (self->registry != NULL)
    g_signal_handlers_disconnect_by_data (self->registry, self);
  g_set_object (&self->registry, registry);
  if (registry != NULL)
    g_signal_connect_object (registry, "changed", G_CALLBACK (registry_changed_cb), self, 0);
  quoth_article_view_forget_chips (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGISTRY]);
}

QuothRegistry *
quoth_article_view_get_registry (QuothArticleView *self)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), NULL);

  return self->registry;
}

void
quoth_article_view_set_active (QuothArticleView *self,
                               const char       *id)
{
  g_autofree char *before = NULL;

  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  if (g_strcmp0 (self->active, id) == 0)
    return;
  before = g_steal_pointer (&self->active);
  self->active = g_strdup (id);
  quoth_article_view_active_changed (self, before);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

const char *
quoth_article_view_get_active (QuothArticleView *self)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), NULL);

  return self->active;
}

void
quoth_article_view_set_text_scale (QuothArticleView *self,
                                   double            scale)
{
  char             number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  scale = CLAMP (scale, 0.5, 4.0);
  if (G_APPROX_VALUE (self->text_scale, scale, 0.001))
    return;
  self->text_scale = scale;
  g_ascii_formatd (number, sizeof number, "%.0f", scale * 100);
  css = g_strdup_printf (".%s { font-size: %s%%; }", self->css_class, number);
  quoth_compat_load_css (self->css, css);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_SCALE]);
}

double
quoth_article_view_get_text_scale (QuothArticleView *self)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), 1);

  return self->text_scale;
}

void
quoth_article_view_set_line_height (QuothArticleView *self,
                                    double            factor)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  factor = CLAMP (factor, 1.0, 2.0);
  if (G_APPROX_VALUE (self->line_height, factor, 0.001))
    return;
  self->line_height = factor;
  quoth_article_view_update_spacing (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE_HEIGHT]);
}

double
quoth_article_view_get_line_height (QuothArticleView *self)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), 1);

  return self->line_height;
}

void
quoth_article_view_set_reading_width (QuothArticleView *self,
                                      int               n_chars)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  n_chars = MAX (n_chars, 0);
  if (self->reading_width == n_chars)
    return;
  self->reading_width = n_chars;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING_WIDTH]);
}

int
quoth_article_view_get_reading_width (QuothArticleView *self)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), 0);

  return self->reading_width;
}

void
quoth_article_view_set_show_zones (QuothArticleView *self,
                                   gboolean          show_zones)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  show_zones = !!show_zones;
  if (self->show_zones == show_zones)
    return;
  self->show_zones = show_zones;
  quoth_article_view_update_zones (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_ZONES]);
}

gboolean
quoth_article_view_get_show_zones (QuothArticleView *self)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), FALSE);

  return self->show_zones;
}

/* --- class --- */

static void
quoth_article_view_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_REGISTRY:
      g_value_set_object (value, self->registry);
      break;
    case PROP_ACTIVE:
      g_value_set_string (value, self->active);
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, self->text_scale);
      break;
    case PROP_LINE_HEIGHT:
      g_value_set_double (value, self->line_height);
      break;
    case PROP_READING_WIDTH:
      g_value_set_int (value, self->reading_width);
      break;
    case PROP_SHOW_ZONES:
      g_value_set_boolean (value, self->show_zones);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
quoth_article_view_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      quoth_article_view_set_document (self, g_value_get_object (value));
      break;
    case PROP_REGISTRY:
      quoth_article_view_set_registry (self, g_value_get_object (value));
      break;
    case PROP_ACTIVE:
      quoth_article_view_set_active (self, g_value_get_string (value));
      break;
    case PROP_TEXT_SCALE:
      quoth_article_view_set_text_scale (self, g_value_get_double (value));
      break;
    case PROP_LINE_HEIGHT:
      quoth_article_view_set_line_height (self, g_value_get_double (value));
      break;
    case PROP_READING_WIDTH:
      quoth_article_view_set_reading_width (self, g_value_get_int (value));
      break;
    case PROP_SHOW_ZONES:
      quoth_article_view_set_show_zones (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
quoth_article_view_dispose (GObject *object)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (object);

  g_clear_handle_id (&self->release_source, g_source_remove);
  g_clear_handle_id (&self->caret_source, g_source_remove);
  if (self->css != NULL)
    gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                   GTK_STYLE_PROVIDER (self->css));
  quoth_article_view_set_voices (self, NULL, NULL, NULL);
  g_clear_object (&self->css);
  g_clear_object (&self->document);
  g_clear_object (&self->registry);
  G_OBJECT_CLASS (quoth_article_view_parent_class)->dispose (object);
}

static void
quoth_article_view_finalize (GObject *object)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (object);

  quoth_article_view_clear_cache (self);
  g_clear_pointer (&self->breaks, quoth_soft_breaks_free);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->preview, g_array_unref);
  g_clear_pointer (&self->find_hits, g_array_unref);
  g_clear_pointer (&self->zones, g_array_unref);
  g_free (self->active);
  g_free (self->css_class);
  G_OBJECT_CLASS (quoth_article_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags
    = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_DOCUMENT]
    = g_param_spec_object ("document", NULL, NULL, QUOTH_TYPE_DOCUMENT, flags);
  properties[PROP_REGISTRY]
    = g_param_spec_object ("registry", NULL, NULL, QUOTH_TYPE_REGISTRY, flags);
  properties[PROP_ACTIVE] = g_param_spec_string ("active", NULL, NULL, NULL, flags);
  properties[PROP_TEXT_SCALE]
    = g_param_spec_double ("text-scale", NULL, NULL, 0.5, 4.0, 1.0, flags);
  properties[PROP_LINE_HEIGHT]
    = g_param_spec_double ("line-height", NULL, NULL, 1.0, 2.0, 1.2, flags);
  properties[PROP_READING_WIDTH]
    = g_param_spec_int ("reading-width", NULL, NULL, 0, G_MAXINT, 72, flags);
  properties[PROP_SHOW_ZONES] = g_param_spec_boolean ("show-zones", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  signals[ANNOTATION_CLICKED]
    = g_signal_new ("annotation-clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SELECTION_SETTLED]
    = g_signal_new ("selection-settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[PART_RESIZED]
    = g_signal_new ("part-resized", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                    G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[WORD_ACTIVATED]
    = g_signal_new ("word-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    2, G_TYPE_UINT, G_TYPE_UINT);
  signals[MENU_ASKED]
    = g_signal_new ("menu-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_INT, G_TYPE_INT);
}

static void
quoth_article_view_class_init (QuothArticleViewClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *text_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = quoth_article_view_dispose;
  object_class->finalize = quoth_article_view_finalize;
  object_class->get_property = quoth_article_view_get_property;
  object_class->set_property = quoth_article_view_set_property;
  quoth_article_view_class_init_layout (widget_class);
  quoth_article_view_class_init_menu (widget_class);
  text_class->snapshot_layer = quoth_article_view_snapshot_layer;
  text_class->copy_clipboard = quoth_article_view_copy_clipboard;
  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
quoth_article_view_init (QuothArticleView *self)
{
  static guint n_views;
  GtkTextView *view = GTK_TEXT_VIEW (self);

  quoth_article_view_init_cache (self);
  self->text_scale = 1.0;
  self->line_height = 1.2;
  self->reading_width = 72;
  self->show_zones = TRUE;
  self->css = gtk_css_provider_new ();
  self->css_class = g_strdup_printf ("quoth-article-%u", ++n_views);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->css_class);
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                              GTK_STYLE_PROVIDER (self->css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, FALSE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, 24);
  gtk_text_view_set_bottom_margin (view, 64);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Article text"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Read-only text with annotations"), -1);
  quoth_article_view_init_pointer (self);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (view), FALSE);
  quoth_article_view_watch_buffer (self, gtk_text_view_get_buffer (view));
}

/**
 * quoth_article_view_new:
 *
 * To be put into a #GtkScrolledWindow.
 *
 * Returns: (transfer floating): a view without a document
 */
GtkWidget *
quoth_article_view_new (void)
{
  return g_object_new (QUOTH_TYPE_ARTICLE_VIEW, NULL);
}
