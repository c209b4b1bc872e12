/* quoth-hit-row.c - one line of a concordance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-hit-row"

#include "config.h"

#include "quoth-hit-row.h"

/* Below this width the article's name stands above the line, not beside it. */
#define WIDTH_FOR_NAME 700
#define NAME_SHARE 0.22
#define BEFORE_SHARE 0.45
#define GAP 6

struct _QuothHitRow
{
  GtkWidget  parent_instance;

  GtkWidget *article;
  GtkWidget *before;
  GtkWidget *match;
  GtkWidget *after;
};

G_DEFINE_FINAL_TYPE (QuothHitRow, quoth_hit_row, GTK_TYPE_WIDGET)

/**
 * quoth_hit_row_set:
 * @self: a row
 * @article: the article's name
 * @before: words before the hit, on one line
 * @match: the hit
 * @after: words after it
 */
void
quoth_hit_row_set (QuothHitRow *self,
                   const char  *article,
                   const char  *before,
                   const char  *match,
                   const char  *after)
{
  g_autofree char *all = g_strdup_printf ("%s: %s%s%s", article, before, match, after);

  g_return_if_fail (QUOTH_IS_HIT_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->article), article);
  gtk_label_set_label (GTK_LABEL (self->before), before);
  gtk_label_set_label (GTK_LABEL (self->match), match);
  gtk_label_set_label (GTK_LABEL (self->after), after);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
quoth_hit_row_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  QuothHitRow *self = QUOTH_HIT_ROW (widget);

  *minimum_baseline = -1;
  *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 900;
      return;
    }
  gtk_widget_measure (self->match, orientation, -1, minimum, natural, NULL, NULL);
  if (for_size >= 0 && for_size < WIDTH_FOR_NAME)
    {
      int name;

      gtk_widget_measure (self->article, orientation, -1, NULL, &name, NULL, NULL);
      *minimum += name;
      *natural += name;
    }
}

static void
place (GtkWidget *child,
       int        x,
       int        y,
       int        width,
       int        height)
{
  GtkAllocation allocation = { x, y, MAX (width, 0), height };

  gtk_widget_set_child_visible (child, width > 0);
  if (width > 0)
    gtk_widget_size_allocate (child, &allocation, -1);
}

static void
quoth_hit_row_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  QuothHitRow *self = QUOTH_HIT_ROW (widget);
  int name = width >= WIDTH_FOR_NAME ? (int) (width * NAME_SHARE) : 0;
  int line = width - name;
  int before = (int) (line * BEFORE_SHARE);
  int top = 0;
  int match;
  int after;

  gtk_widget_measure (self->match, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &match, NULL, NULL);
  match = MIN (match, line - before);
  after = line - before - match;
  gtk_widget_measure (self->article, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  if (name == 0)
    gtk_widget_measure (self->article, GTK_ORIENTATION_VERTICAL, -1, NULL, &top, NULL, NULL);
  gtk_widget_measure (self->before, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (self->after, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  place (self->article, 0, 0, name > 0 ? name - GAP : width, name > 0 ? height : top);
  place (self->before, name, top, before, height - top);
  place (self->match, name + before, top, match, height - top);
  place (self->after, name + before + match, top, after, height - top);
}

static GtkSizeRequestMode
quoth_hit_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
quoth_hit_row_dispose (GObject *object)
{
  QuothHitRow *self = QUOTH_HIT_ROW (object);

  g_clear_pointer (&self->article, gtk_widget_unparent);
  g_clear_pointer (&self->before, gtk_widget_unparent);
  g_clear_pointer (&self->match, gtk_widget_unparent);
  g_clear_pointer (&self->after, gtk_widget_unparent);
  G_OBJECT_CLASS (quoth_hit_row_parent_class)->dispose (object);
}

static void
quoth_hit_row_class_init (QuothHitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_hit_row_dispose;
  widget_class->measure = quoth_hit_row_measure;
  widget_class->size_allocate = quoth_hit_row_size_allocate;
  widget_class->get_request_mode = quoth_hit_row_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
create_label (QuothHitRow        *self,
              float               xalign,
              PangoEllipsizeMode  ellipsize,
              const char         *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

GtkWidget *
quoth_hit_row_new (void)
{
  return g_object_new (QUOTH_TYPE_HIT_ROW, NULL);
}

static void
quoth_hit_row_init (QuothHitRow *self)
{
  self->article = create_label (self, 0, PANGO_ELLIPSIZE_END, "dim-label");
  self->before = create_label (self, 1, PANGO_ELLIPSIZE_START, NULL);
  self->match = create_label (self, 0, PANGO_ELLIPSIZE_END, "quoth-match");
  self->after = create_label (self, 0, PANGO_ELLIPSIZE_END, NULL);
}
