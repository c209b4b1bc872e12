/* quoth-format-html-write.c - a page per article, and a list of them
 *
 * index.html, [LAYER/]DOC.html.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-html"

#include "config.h"

#include "quoth-format-html-private.h"
#include "quoth-html-page.h"
#include "quoth-output.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  QuothWriteOptions  options;
  char              *path;
  QuothScheme       *scheme;
  QuothLossFunc      loss;
  gpointer           loss_data;
  GHashTable        *entities;  /* id → QuothEntity */
  GHashTable        *documents; /* names given so far */
  QuothOutput        index;
  GString           *page;
} Writer;

gpointer
quoth_html_writer_begin (const QuothWriteOptions  *options,
                         QuothLossFunc             loss,
                         gpointer                  loss_data,
                         GError                  **error)
{
  Writer *self = g_new0 (Writer, 1);
  const char *const columns[] = { N_("Article"), N_("Date"), N_("Publisher"), N_("Annotator"),
                                  N_("Claims") };

  self->options = *options;
  self->path = g_strdup (options->path);
  self->options.path = self->path;
  self->scheme = quoth_scheme_ref (options->scheme);
  self->loss = loss;
  self->loss_data = loss_data;
  self->entities = quoth_format_entities_new ();
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->page = g_string_new (NULL);
  quoth_output_init (&self->index, options->path, QUOTH_HTML_INDEX, options->dry_run);
  quoth_html_append_head (self->index.buffer, _("Articles"), NULL, NULL);
  g_string_append (self->index.buffer, "<main>\n<h1>");
  quoth_html_append (self->index.buffer, _("Articles"), -1);
  g_string_append (self->index.buffer, "</h1>\n<table>\n<thead><tr>");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append (self->index.buffer, i + 1 < G_N_ELEMENTS (columns) ? "<th>"
                                                                          : "<th class=\"d\">");
      quoth_html_append (self->index.buffer, _(columns[i]), -1);
      g_string_append (self->index.buffer, "</th>");
    }
  g_string_append (self->index.buffer, "</tr></thead>\n<tbody>\n");
  return self;
}

gboolean
quoth_html_writer_entity (gpointer      state,
                          QuothEntity  *entity,
                          GError      **error)
{
  Writer *self = state;

  quoth_format_entities_add (self->entities, entity);
  return TRUE;
}

static gboolean
is_claim (Writer          *self,
          QuothAnnotation *annotation)
{
  const QuothType *type = quoth_scheme_lookup_type (self->scheme, annotation->type);

  return type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM;
}

static guint
count_claims (Writer    *self,
              GPtrArray *annotations)
{
  guint n = 0;

  for (guint i = 0; i < annotations->len; i++)
    n += is_claim (self, annotations->pdata[i]);
  return n;
}

static void
append_cell (GString    *out,
             const char *class,
             const char *text)
{
  g_string_append_printf (out, "<td%s>", class);
  if (text != NULL)
    quoth_html_append (out, text, -1);
  g_string_append (out, "</td>");
}

static void
add_to_index (Writer              *self,
              const QuothHtmlPage *page,
              const char          *folder,
              const char          *file)
{
  GString *out = self->index.buffer;
  g_autofree char *base = g_path_get_basename (folder);
  g_autofree char *address = strcmp (folder, self->path) == 0 ? g_uri_escape_string (file, NULL, FALSE)
                                                              : NULL;
  g_autofree char *date = quoth_format_dup_fact (page->data->article, "date");
  g_autofree char *publisher = quoth_format_dup_fact (page->data->article, "publisher");

  if (address == NULL)
    {
      g_autofree char *left = g_uri_escape_string (base, NULL, FALSE);
      g_autofree char *right = g_uri_escape_string (file, NULL, FALSE);

      address = g_strconcat (left, "/", right, NULL);
    }
  g_string_append (out, "<tr><td dir=\"auto\"><a href=\"");
  quoth_html_append (out, address, -1);
  g_string_append (out, "\">");
  quoth_html_append (out, quoth_html_title (page->data->article), -1);
  g_string_append (out, "</a></td>");
  append_cell (out, " class=\"n\"", date);
  append_cell (out, " dir=\"auto\"", publisher);
  append_cell (out, " dir=\"auto\"", page->layer);
  g_string_append_printf (out, "<td class=\"d\">%u</td></tr>\n", count_claims (self, page->annotations));
}

/* Claims have a row of their own; all else is a colour in the text, and what its title
 * says. */
static void
tell_losses (Writer           *self,
             QuothArticleData *data)
{
  guint n_forbidden = quoth_html_count_forbidden (quoth_text_get_utf8 (data->text));

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      g_autoptr (GString) reasons = g_string_new (NULL);
      QuothKept kept = QUOTH_KEPT_ENTITY;

      if (is_claim (self, annotation))
        kept |= QUOTH_KEPT_PARTS | QUOTH_KEPT_ATTRIBUTES | QUOTH_KEPT_LINKS | QUOTH_KEPT_NOTE;
      quoth_format_append_rest (reasons, annotation, kept);
      if (annotation->entity != NULL
          && quoth_format_entities_find (self->entities, annotation->entity) == NULL)
        quoth_format_append_lost (reasons, "an entity that the registry does not know");
      if (reasons->len > 0)
        self->loss (self->loss_data, data->article->id, annotation->id, reasons->str);
    }
  if (n_forbidden > 0)
    {
      g_autofree char *reason = g_strdup_printf ("%u characters of the text that HTML cannot "
                                                 "hold became U+FFFD", n_forbidden);

      self->loss (self->loss_data, data->article->id, data->article->id, reason);
    }
}

/* All of @data, which is the work of @layer; NULL for all in one page. @own_folder: whether
 * it has a folder. */
static gboolean
write_page (Writer            *self,
            QuothArticleData  *data,
            const char        *document,
            const char        *layer,
            gboolean           own_folder,
            GError           **error)
{
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  QuothHtmlPage page = { self->scheme, self->entities, data, annotations, layer,
                         own_folder ? "../" QUOTH_HTML_INDEX : QUOTH_HTML_INDEX };
  g_autofree char *folder = NULL;
  g_autofree char *file = g_strconcat (document, ".html", NULL);
  g_autofree char *path = NULL;

  if (self->options.dry_run)
    return TRUE;
  g_ptr_array_extend (annotations, data->annotations, NULL, NULL);
  g_ptr_array_sort (annotations, quoth_format_compare_starts);
  folder = quoth_format_layer_folder (&self->options, own_folder ? layer : NULL, error);
  if (folder == NULL)
    return FALSE;
  g_string_truncate (self->page, 0);
  quoth_html_append_page (self->page, &page);
  path = g_build_filename (folder, file, NULL);
  if (!quoth_format_save (path, self->page->str, self->page->len, error))
    return FALSE;
  add_to_index (self, &page, folder, file);
  return quoth_output_flush (&self->index, QUOTH_OUTPUT_ENOUGH, error);
}

gboolean
quoth_html_writer_article (gpointer           state,
                           QuothArticleData  *data,
                           GError           **error)
{
  Writer *self = state;
  g_autofree char *document = quoth_format_safe_name (data->article->id, self->documents);
  g_autoptr (GPtrArray) layers = quoth_format_list_layers (data);
  g_autoptr (GPtrArray) parts = quoth_format_split_layers (data, layers);

  tell_losses (self, data);
  if (!self->options.layer_folders || layers->len == 0)
    return write_page (self, data, document, layers->len == 1 ? layers->pdata[0] : NULL, FALSE,
                       error);
  for (guint i = 0; i < layers->len; i++)
    if (!write_page (self, parts->pdata[i], document, layers->pdata[i], TRUE, error))
      return FALSE;
  return TRUE;
}

gboolean
quoth_html_writer_finish (gpointer   state,
                          gboolean   ok,
                          GError   **error)
{
  Writer *self = state;

  g_string_append (self->index.buffer, "</tbody>\n</table>\n</main>\n</body>\n</html>\n");
  ok = quoth_output_finish (&self->index, ok, error);
  quoth_scheme_unref (self->scheme);
  g_hash_table_unref (self->entities);
  g_hash_table_unref (self->documents);
  g_string_free (self->page, TRUE);
  g_free (self->path);
  g_free (self);
  return ok;
}
