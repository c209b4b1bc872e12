/* quoth-article-view-margin.c - beside each claim its speaker
 *
 * A bar along the claim's lines and a chip at its first line: who speaks, how it is
 * quoted, or that this is still to be found out. Chips stand in the right margin and
 * give way downwards, the text never moves. A chip is recorded once and kept until
 * what it says changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#include <glib/gi18n.h>

#define AVATAR 18
#define CHIP_HEIGHT 24
#define MOST_BARS 3 /* side by side; deeper claims share the last column */

typedef struct
{
  char          *key;  /* what is written on it: the node is good as long as this is */
  GskRenderNode *node; /* at the origin */
} QuothChip;

typedef struct
{
  QuothAnnotation *annotation; /* borrowed */
  int              top;        /* first and last visible line, buffer coordinates */
  int              bottom;
  gboolean         begins;     /* the first line is visible: the chip stands here */
} VisibleClaim;

typedef struct
{
  char    *name;
  char    *detail; /* nullable: how it is quoted */
  gboolean open;   /* nobody knows yet who speaks */
  gboolean nobody; /* the text names no source */
  gboolean linked; /* the speaker stands in the registry */
  guint32  color;
} Label;

static void
chip_free (gpointer data)
{
  QuothChip *chip = data;

  g_free (chip->key);
  g_clear_pointer (&chip->node, gsk_render_node_unref);
  g_free (chip);
}

void
quoth_article_view_forget_chips (QuothArticleView *self)
{
  if (self->chips == NULL)
    self->chips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, chip_free);
  g_hash_table_remove_all (self->chips);
}

/* --- what a chip says --- */

static char *
name_of (QuothArticleView *self,
         QuothAnnotation  *mention)
{
  QuothEntity *entity = NULL;

  if (self->registry != NULL && mention->entity != NULL)
    entity = quoth_registry_resolve (self->registry, mention->entity);
  if (entity != NULL)
    return g_strdup (entity->name);
  return quoth_annotation_dup_text (mention, self->shown_text, " ");
}

/* Eight hues that differ in lightness too; the same source has the same one everywhere. */
static guint32
color_of (const char *key)
{
  static const guint32 palette[] = { 0x1c71d8, 0xa51d2d, 0x26755a, 0x813d9c,
                                     0xb5560b, 0x0e7c86, 0x8a5a2b, 0x4b4f9e };

  return palette[g_str_hash (key) % G_N_ELEMENTS (palette)];
}

static char *
quote_type_name (QuothArticleView *self,
                 QuothAnnotation  *claim)
{
  g_autofree char      *id = quoth_attributes_dup_string (claim->attributes, "quote_type");
  const QuothAttribute *attribute
    = quoth_scheme_lookup_attribute (quoth_document_get_scheme (self->document), "quote_type");

  for (guint i = 0; id != NULL && attribute != NULL && i < attribute->values->len; i++)
    {
      const QuothValue *value = g_ptr_array_index (attribute->values, i);

      if (g_str_equal (value->id, id))
        return g_strdup (value->name);
    }
  return g_steal_pointer (&id);
}

static void
label_init (Label            *label,
            QuothArticleView *self,
            QuothAnnotation  *claim)
{
  guint n_speakers = 0;

  label->name = NULL;
  label->detail = quote_type_name (self, claim);
  label->open = FALSE;
  label->nobody = label->linked = FALSE;
  label->color = self->theme.foreground;
  for (guint i = 0; i < claim->n_links; i++)
    {
      QuothAnnotation *speaker;

      if (!g_str_equal (claim->links[i].role, "speaker"))
        continue;
      speaker = quoth_document_lookup (self->document, claim->links[i].to);
      if (speaker == NULL || n_speakers++ > 0)
        continue;
      label->name = name_of (self, speaker);
      label->linked = speaker->entity != NULL;
      if (label->linked)
        label->color = color_of (speaker->entity);
    }
  if (n_speakers > 1)
    {
      g_autofree char *first = g_steal_pointer (&label->name);

      /* Translators: the first of several speakers of a claim, and how many more. */
      label->name = g_strdup_printf (_ ("%s and %u more"), first, n_speakers - 1);
    }
  else if (n_speakers == 0 && quoth_attributes_get_boolean (claim->attributes, "no_speaker"))
    {
      label->nobody = TRUE;
      label->name = g_strdup (_ ("No source in text"));
    }
  else if (n_speakers == 0)
    {
      label->open = TRUE;
      label->name = g_strdup (_ ("Who says it?"));
    }
}

static void
label_clear (Label *label)
{
  g_free (label->name);
  g_free (label->detail);
}

/* --- drawing one chip --- */

static PangoLayout *
small_layout (QuothArticleView *self,
              const char       *text,
              double            scale,
              PangoWeight       weight)
{
  PangoLayout          *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoFontDescription *font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));

  /* The margin keeps its size when the text is zoomed: it is 13 pixels high at most. */
  pango_font_description_set_absolute_size (font, 13 * scale * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_free (font);
  return layout;
}

static void
place_layout (GtkSnapshot *snapshot,
              PangoLayout *layout,
              double       x,
              double       middle,
              GdkRGBA      color)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, middle - height / 2.0));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
get_initial (const Label *label,
             char        *initial)
{
  const char *surname = strrchr (label->name, ' ');

  if (label->open || label->nobody)
    {
      g_strlcpy (initial, label->open ? "?" : "–", 8);
      return;
    }
  surname = surname != NULL && surname[1] != '\0' ? surname + 1 : label->name;
  initial[g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (surname)), initial)] = '\0';
}

static void
snapshot_dotted_circle (GtkSnapshot   *snapshot,
                        const GdkRGBA *color)
{
  static const double dashes[] = { 2.5, 2 };
  cairo_t            *cr
    = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, AVATAR, CHIP_HEIGHT));

  cairo_arc (cr, AVATAR / 2.0, CHIP_HEIGHT / 2.0, AVATAR / 2.0 - 0.75, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.25);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* Filled for somebody of the registry, an outline for who is not linked yet, dotted
 * when nobody knows who speaks. */
static void
snapshot_avatar (QuothArticleView *self,
                 GtkSnapshot      *snapshot,
                 const Label      *label)
{
  GdkRGBA                 color = quoth_color_to_rgba (label->color, label->linked ? 1 : 0.75f);
  g_autoptr (PangoLayout) letter = NULL;
  char                    initial[8];
  GskRoundedRect          circle;
  int                     width;

  gsk_rounded_rect_init_from_rect (
    &circle, &GRAPHENE_RECT_INIT (0, (CHIP_HEIGHT - AVATAR) / 2, AVATAR, AVATAR), AVATAR / 2);
  if (label->linked)
    {
      gtk_snapshot_push_rounded_clip (snapshot, &circle);
      gtk_snapshot_append_color (snapshot, &color, &circle.bounds);
      gtk_snapshot_pop (snapshot);
    }
  else if (label->open)
    snapshot_dotted_circle (snapshot, &color);
  else
    {
      const float   widths[] = { 1.25f, 1.25f, 1.25f, 1.25f };
      const GdkRGBA colors[] = { color, color, color, color };

      gtk_snapshot_append_border (snapshot, &circle, widths, colors);
    }
  get_initial (label, initial);
  letter = small_layout (self, initial, 0.8, PANGO_WEIGHT_BOLD);
  pango_layout_get_pixel_size (letter, &width, NULL);
  place_layout (snapshot, letter, (AVATAR - width) / 2.0, CHIP_HEIGHT / 2.0,
                label->linked ? quoth_color_to_rgba (0xffffff, 1)
                              : quoth_color_to_rgba (self->theme.foreground, 0.85f));
}

static GskRenderNode *
draw_chip (QuothArticleView *self,
           const Label      *label)
{
  GtkSnapshot            *snapshot = gtk_snapshot_new ();
  g_autoptr (PangoLayout) name
    = small_layout (self, label->name, 1,
                    label->open || label->nobody ? PANGO_WEIGHT_NORMAL
                                                 : PANGO_WEIGHT_SEMIBOLD);
  g_autoptr (PangoLayout) detail
    = small_layout (self, label->detail ? label->detail : "", 0.9, PANGO_WEIGHT_NORMAL);
  int x = AVATAR + 8, width, detail_width, room = self->chip_width - x;

  snapshot_avatar (self, snapshot, label);
  pango_layout_get_pixel_size (name, &width, NULL);
  pango_layout_get_pixel_size (detail, &detail_width, NULL);
  if (detail_width > 0 && width + 8 + detail_width > room)
    detail_width = 0; /* the name is worth more than how it is quoted */
  if (detail_width > 0)
    room -= detail_width + 8;
  if (width > room)
    {
      pango_layout_set_width (name, room * PANGO_SCALE);
      pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
      width = room;
    }
  place_layout (snapshot, name, x, CHIP_HEIGHT / 2.0,
                quoth_color_to_rgba (self->theme.foreground,
                                     label->open || label->nobody ? 0.8f : 0.95f));
  if (detail_width > 0)
    place_layout (snapshot, detail, x + width + 8, CHIP_HEIGHT / 2.0,
                  quoth_color_to_rgba (self->theme.foreground,
                                       self->theme.high_contrast ? 1 : 0.7f));
  return quoth_node_in_clip (gtk_snapshot_free_to_node (snapshot), NULL);
}

static GskRenderNode *
get_chip (QuothArticleView *self,
          QuothAnnotation  *claim)
{
  QuothChip       *chip = g_hash_table_lookup (self->chips, claim->id);
  g_autofree char *key = NULL;
  Label            label;

  if (chip != NULL && !self->chips_stale)
    return chip->node;
  label_init (&label, self, claim);
  key = g_strdup_printf ("%d %d%d %x %s\n%s", self->chip_width, label.open, label.linked,
                         label.color, label.name, label.detail ? label.detail : "");
  if (chip == NULL || !g_str_equal (chip->key, key))
    {
      chip = g_new0 (QuothChip, 1);
      chip->key = g_steal_pointer (&key);
      chip->node = draw_chip (self, &label);
      g_hash_table_replace (self->chips, g_strdup (claim->id), chip);
    }
  label_clear (&label);
  return chip->node;
}

/* What a chip has no room for is said in full. */
gboolean
quoth_article_view_query_tooltip (GtkWidget  *widget,
                                  int         x,
                                  int         y,
                                  gboolean    keyboard,
                                  GtkTooltip *tooltip)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (widget);
  const char *id = keyboard || self->document == NULL ? NULL
                                                      : quoth_article_view_chip_at (self, x, y);
  QuothAnnotation *claim = id != NULL ? quoth_document_lookup (self->document, id) : NULL;
  g_autofree char *text = NULL;
  Label label;

  if (claim == NULL)
    return FALSE;
  label_init (&label, self, claim);
  /* Translators: who says it, and how it is quoted */
  text = label.detail != NULL ? g_strdup_printf (_ ("%s · %s"), label.name, label.detail)
                              : g_strdup (label.name);
  gtk_tooltip_set_text (tooltip, text);
  label_clear (&label);
  return TRUE;
}

/* --- the claims on the screen --- */

static int
compare_claims (gconstpointer a,
                gconstpointer b)
{
  const VisibleClaim *x = a, *y = b;

  if (x->top != y->top)
    return x->top < y->top ? -1 : 1;
  if (x->annotation->parts[0].start != y->annotation->parts[0].start)
    return x->annotation->parts[0].start < y->annotation->parts[0].start ? -1 : 1;
  return y->bottom < x->bottom ? -1 : y->bottom > x->bottom;
}

static void
append_claim (QuothArticleView *self,
              QuothAnnotation  *annotation,
              GArray           *claims)
{
  VisibleClaim claim = { annotation, 0, 0, FALSE };
  guint        start = quoth_article_view_to_display (self, annotation->parts[0].start);

  g_array_set_size (self->runs, 0);
  for (guint i = 0; i < annotation->n_parts; i++)
    quoth_article_view_find_runs (self, annotation->parts[i], self->runs);
  if (self->runs->len == 0)
    return;
  claim.top = G_MAXINT;
  for (guint i = 0; i < self->runs->len; i++)
    {
      const QuothRun *run = &g_array_index (self->runs, QuothRun, i);

      claim.top = MIN (claim.top, run->y);
      claim.bottom = MAX (claim.bottom, run->y + run->height);
      claim.begins |= run->start == start;
    }
  g_array_append_val (claims, claim);
}

static GArray *
find_claims (QuothArticleView *self)
{
  GArray *claims = g_array_new (FALSE, FALSE, sizeof (VisibleClaim));
  guint   start, end;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  start = g_array_index (self->visible, QuothVisible, 0).paragraph->start;
  end = g_array_index (self->visible, QuothVisible, self->visible->len - 1).paragraph->end;
  g_array_set_size (self->entries, 0);
  quoth_span_index_overlap (quoth_document_get_index (self->document),
                            quoth_article_view_from_display (self, start),
                            quoth_article_view_from_display (self, end), self->entries);
  for (guint i = 0; i < self->entries->len; i++)
    {
      QuothAnnotation *annotation
        = g_array_index (self->entries, QuothIndexEntry, i).annotation;
      const QuothType *type = quoth_document_get_type_of (self->document, annotation);

      if (type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM && !type->hidden
          && (annotation->n_parts == 1 || g_hash_table_add (seen, annotation)))
        append_claim (self, annotation, claims);
    }
  g_array_sort (claims, compare_claims);
  return claims;
}

/* A bar along the lines of each claim; overlapping claims stand side by side. */
static void
draw_bars (QuothArticleView *self,
           GtkSnapshot      *snapshot,
           GArray           *claims)
{
  int ends[MOST_BARS] = { G_MININT, G_MININT, G_MININT };

  for (guint i = 0; i < claims->len; i++)
    {
      const VisibleClaim *claim = &g_array_index (claims, VisibleClaim, i);
      const QuothType    *type = quoth_document_get_type_of (self->document, claim->annotation);
      gboolean            active = g_strcmp0 (claim->annotation->id, self->active) == 0;
      guint32             line;
      GdkRGBA             color;
      int                 column = 0, width = active ? 3 : 2;

      while (column < MOST_BARS - 1 && ends[column] > claim->top)
        column++;
      ends[column] = claim->bottom;
      line = quoth_color_line (&self->theme, quoth_color_parse (type->color, 0x77767b));
      color = quoth_color_to_rgba (line, 1);
      gtk_snapshot_append_color (
        snapshot, &color,
        &GRAPHENE_RECT_INIT (self->chip_x - 7 - column * 5 - (active ? 0.5f : 0), claim->top, width,
                             claim->bottom - claim->top));
    }
}

/* Below the text. */
void
quoth_article_view_snapshot_margin (QuothArticleView *self,
                                    GtkSnapshot      *snapshot)
{
  g_autoptr (GArray) claims = NULL;
  int                free_from = G_MININT;

  quoth_article_view_snapshot_zones (self, snapshot);
  if (self->document == NULL || self->visible->len == 0 || self->chip_x == 0)
    return;
  claims = find_claims (self);
  draw_bars (self, snapshot, claims);
  g_array_set_size (self->chip_spots, 0);
  for (guint i = 0; i < claims->len; i++)
    {
      const VisibleClaim *claim = &g_array_index (claims, VisibleClaim, i);
      QuothChipSpot       spot = { claim->annotation->id, 0, CHIP_HEIGHT };

      if (!claim->begins)
        continue;
      spot.y = MAX (claim->top + (self->font_height - CHIP_HEIGHT) / 2, free_from);
      free_from = spot.y + CHIP_HEIGHT + 1;
      g_array_append_val (self->chip_spots, spot);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (self->chip_x, spot.y));
      gtk_snapshot_append_node (snapshot, get_chip (self, claim->annotation));
      gtk_snapshot_restore (snapshot);
    }
  self->chips_stale = FALSE;
}
