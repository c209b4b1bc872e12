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

#include <glib/gi18n.h>
#include <string.h>

typedef QuothHtmlWriter Writer;

gboolean
quoth_html_writer_start (gpointer   writer,
                         GError   **error)
{
  static const char *const columns[] = { N_("Article"), N_("Date"), N_("Publisher"),
                                         N_("Annotator"), N_("Claims") };
  Writer *self = writer;
  GString *out;

  self->index = quoth_writer_open (self, self->base.options.path, QUOTH_HTML_INDEX);
  out = self->index->buffer;
  quoth_html_append_head (out, _("Articles"), NULL, NULL);
  g_string_append (out, "<main>\n<h1>");
  quoth_html_append (out, _("Articles"), -1);
  g_string_append (out, "</h1>\n<table>\n<thead><tr>");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append (out, i + 1 < G_N_ELEMENTS (columns) ? "<th>" : "<th class=\"d\">");
      quoth_html_append (out, _(columns[i]), -1);
      g_string_append (out, "</th>");
    }
  g_string_append (out, "</tr></thead>\n<tbody>\n");
  return TRUE;
}

static guint
count_claims (Writer    *self,
              GPtrArray *annotations)
{
  guint n = 0;

  for (guint i = 0; i < annotations->len; i++)
    n += quoth_writer_is_claim (self, annotations->pdata[i]);
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

/* From the list to the page of @view. */
static char *
make_address (Writer           *self,
              const QuothView  *view,
              GError          **error)
{
  g_autofree char *folder = quoth_writer_get_folder (self, view, error);
  g_autofree char *base = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return NULL;
  base = g_path_get_basename (folder);
  path = g_strconcat (view->folder != NULL ? base : "", view->folder != NULL ? "/" : "",
                      quoth_writer_get_document (&self->base), ".html", NULL);
  return g_uri_escape_string (path, "/", FALSE);
}

static gboolean
add_to_index (Writer               *self,
              const QuothView      *view,
              const QuothHtmlPage  *page,
              GError              **error)
{
  GString *out = self->index->buffer;
  g_autofree char *address = make_address (self, view, error);
  g_autofree char *date = quoth_format_dup_fact (page->data->article, "date");
  g_autofree char *publisher = quoth_format_dup_fact (page->data->article, "publisher");

  if (address == NULL)
    return FALSE;
  g_string_append (out, "<tr><td dir=\"auto\"><a href=\"");
  quoth_html_append (out, address, -1);
  g_string_append (out, "\">");
  quoth_html_append (out, quoth_html_title (page->data->article), -1);
  g_string_append (out, "</a></td>");
  append_cell (out, " class=\"n\"", date);
  append_cell (out, " dir=\"auto\"", publisher);
  append_cell (out, " dir=\"auto\"", page->layer);
  g_string_append_printf (out, "<td class=\"d\">%u</td></tr>\n", count_claims (self, page->annotations));
  return quoth_output_flush (self->index, QUOTH_OUTPUT_ENOUGH, error);
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

      if (quoth_writer_is_claim (self, annotation))
        kept |= QUOTH_KEPT_PARTS | QUOTH_KEPT_ATTRIBUTES | QUOTH_KEPT_LINKS | QUOTH_KEPT_NOTE;
      quoth_format_append_rest (reasons, annotation, kept);
      if (annotation->entity != NULL
          && quoth_format_entities_find (self->base.entities, annotation->entity) == NULL)
        quoth_format_append_lost (reasons, "an entity that the registry does not know");
      if (reasons->len > 0)
        quoth_writer_lose (self, annotation->id, reasons->str);
    }
  if (n_forbidden > 0)
    {
      g_autofree char *reason = g_strdup_printf ("%u characters of the text that HTML cannot "
                                                 "hold became U+FFFD", n_forbidden);

      quoth_writer_lose (self, data->article->id, reason);
    }
}

static gboolean
write_page (gpointer          writer,
            const QuothView  *view,
            GError          **error)
{
  Writer *self = writer;
  GString *out = self->base.out;
  const char *index = view->folder != NULL ? "../" QUOTH_HTML_INDEX : QUOTH_HTML_INDEX;
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  QuothHtmlPage page = { self->base.options.scheme, self->base.entities, view->data, annotations,
                         view->layer, index };

  if (self->base.options.dry_run)
    return TRUE;
  g_ptr_array_extend (annotations, view->data->annotations, NULL, NULL);
  g_ptr_array_sort (annotations, quoth_format_compare_starts);
  g_string_truncate (out, 0);
  quoth_html_append_page (out, &page);
  return quoth_writer_save (self, view, ".html", out->str, out->len, error)
         && add_to_index (self, view, &page, error);
}

gboolean
quoth_html_writer_article (gpointer           writer,
                           QuothArticleData  *data,
                           GError           **error)
{
  tell_losses (writer, data);
  return quoth_writer_each_view (writer, data, write_page, error);
}

gboolean
quoth_html_writer_end (gpointer   writer,
                       GError   **error)
{
  Writer *self = writer;

  g_string_append (self->index->buffer, "</tbody>\n</table>\n</main>\n</body>\n</html>\n");
  return TRUE;
}
