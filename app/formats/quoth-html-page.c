/* quoth-html-page.c - an annotated article as a page that needs nothing else
 *
 * No script, no network, no file beside it; readable in dark surroundings and on paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-html"

#include "config.h"

#include "quoth-formats-private.h"
#include "quoth-html-page.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of all words of annotations outside of the text, and of one at least. */
#define MAX_CHARS 2000000
#define MIN_CHARS 200

static const char style[] =
  ":root{color-scheme:light dark}"
  "body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
  "h1,.facts,td{overflow-wrap:anywhere}"
  "h1{line-height:1.25;font-size:1.75rem}h2{margin-top:2.5rem;font-size:1.25rem}"
  ".facts,.key,td,th,footer{font-size:.9375rem}.facts,.none{opacity:.75}"
  ".text{white-space:pre-wrap;overflow-wrap:anywhere}.text:not([dir]){unicode-bidi:plaintext}"
  ".a{border-radius:3px;padding:1px 0;-webkit-box-decoration-break:clone;"
  "box-decoration-break:clone}.key{display:flex;flex-wrap:wrap;gap:.4em}.key span{padding:1px .4em}"
  /* The numbers of claims are no text: whoever copies a sentence gets the sentence. */
  ".a[data-n]::before{content:attr(data-n);font-size:.65em;font-weight:bold;"
  "vertical-align:super;line-height:0;margin-inline-end:.2em}"
  ":target{outline:3px solid}"
  "table{border-collapse:collapse;width:100%}td,th{text-align:start;vertical-align:top;"
  "padding:.4em .8em .4em 0;border-top:1px solid #8884}"
  "th,.n,.d{white-space:nowrap}.d{text-align:end;font-variant-numeric:tabular-nums}"
  "td a{color:inherit;text-decoration-color:#8888}"
  ".said td:nth-child(2){width:22%}.said td:nth-child(3){width:40%}"
  ".said td:nth-child(4){overflow-wrap:normal}"
  "@media(max-width:36rem){.said thead{display:none}.said tr{display:block;padding:.5em 0;"
  "border-top:1px solid #8884}.said td{display:block;width:auto!important;padding:0;border:0;"
  "text-align:start}.said td:nth-child(2){font-weight:bold}}"
  "@page{margin:2cm}"
  "@media print{body{max-width:none;margin:0;padding:0;font-size:11pt}nav{display:none}"
  "h1,h2{break-after:avoid}tr{break-inside:avoid}.text{orphans:3;widows:3}"
  ".a{-webkit-print-color-adjust:exact;print-color-adjust:exact}a{color:inherit}}";

/* "#rrggbb" is checked when a scheme is read. */
static void
append_type_style (GString         *out,
                   const QuothType *type,
                   guint            index)
{
  guint32 rgb = (guint32) g_ascii_strtoull (type->color + 1, NULL, 16);

  /* What rules propose lies behind what people have marked. */
  g_string_append_printf (out, ".t%u{background:rgba(%u,%u,%u,%s)}.u%u{box-shadow:0 2px #%06x}",
                          index, rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255,
                          type->automatic ? ".1" : ".3", index, rgb & 0xffffff);
}

/**
 * quoth_html_append_head:
 * @out: where to append
 * @title: the page's title
 * @language: (nullable): BCP 47
 * @scheme: (nullable): whose types have colours on the page
 *
 * Appends everything up to the body's content.
 */
void
quoth_html_append_head (GString     *out,
                        const char  *title,
                        const char  *language,
                        QuothScheme *scheme)
{
  g_string_append (out, "<!DOCTYPE html>\n<html");
  if (language != NULL)
    {
      g_string_append (out, " lang=\"");
      quoth_html_append (out, language, -1);
      g_string_append_c (out, '"');
    }
  g_string_append (out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                   "<title>");
  quoth_html_append (out, title, -1);
  g_string_append (out, "</title>\n<style>");
  g_string_append (out, style);
  for (guint i = 0; scheme != NULL && i < quoth_scheme_get_n_types (scheme); i++)
    append_type_style (out, quoth_scheme_get_type_at (scheme, i), i);
  g_string_append (out, "</style>\n</head>\n<body>\n");
}

static void
append_element (GString    *out,
                const char *name,
                const char *text)
{
  g_string_append_printf (out, "<%s>", name);
  if (text != NULL)
    quoth_html_append (out, text, -1);
  g_string_append_printf (out, "</%s>", name);
}

static void
append_facts (GString             *out,
              const QuothHtmlPage *page)
{
  static const char *const names[] = { "date", "author", "publisher" };
  QuothArticle *article = page->data->article;
  g_autofree char *url = quoth_format_dup_fact (article, "url");
  gboolean any = FALSE;

  g_string_append (out, "<p class=\"facts\">");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = quoth_format_dup_fact (article, names[i]);

      if (value == NULL || *value == '\0')
        continue;
      g_string_append (out, any ? " · " : "");
      quoth_html_append (out, value, -1);
      any = TRUE;
    }
  /* Any other scheme could run what stands behind it. */
  if (url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")))
    {
      g_string_append (out, any ? " · <a href=\"" : "<a href=\"");
      quoth_html_append (out, url, -1);
      g_string_append (out, "\">");
      quoth_html_append (out, url, -1);
      g_string_append (out, "</a>");
      any = TRUE;
    }
  if (page->layer != NULL)
    {
      g_string_append (out, any ? " · " : "");
      g_string_append_printf (out, "%s ", _("Annotator:"));
      quoth_html_append (out, page->layer, -1);
    }
  g_string_append (out, "</p>\n");
}

/* The types that are there, in the scheme's order. */
static void
append_key (GString             *out,
            const QuothHtmlPage *page)
{
  g_string_append (out, "<p class=\"key\">");
  for (guint i = 0; i < quoth_scheme_get_n_types (page->scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (page->scheme, i);
      gboolean there = FALSE;

      for (guint k = 0; k < page->annotations->len && !there; k++)
        there = strcmp (((QuothAnnotation *) page->annotations->pdata[k])->type, type->id) == 0;
      if (!there)
        continue;
      g_string_append_printf (out, "<span class=\"a t%u\">", i);
      quoth_html_append (out, type->name, -1);
      g_string_append (out, "</span>");
    }
  g_string_append (out, "</p>\n");
}

static const char *
name_value (const QuothAttribute *attribute,
            const char           *value)
{
  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++)
    if (strcmp (((QuothValue *) attribute->values->pdata[i])->id, value) == 0)
      return ((QuothValue *) attribute->values->pdata[i])->name;
  return value;
}

static gboolean
has_link (QuothAnnotation *claim,
          const char      *role)
{
  for (guint i = 0; i < claim->n_links; i++)
    if (strcmp (claim->links[i].role, role) == 0)
      return TRUE;
  return FALSE;
}

/* The words of an annotation; the first of them where they are very many, and annotations too: all
 * stand in the text, of which a page in which thousands cross would repeat most for each. */
static void
append_words (GString             *out,
              const QuothHtmlPage *page,
              QuothAnnotation     *annotation)
{
  guint left = MAX (MAX_CHARS / MAX (page->annotations->len, 1), MIN_CHARS);

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      QuothSpan part = annotation->parts[i];
      guint n = MIN (part.end - part.start, left);
      const char *slice;
      gsize n_bytes;

      slice = quoth_text_peek_slice (page->data->text, part.start, part.start + n, &n_bytes);
      g_string_append (out, i > 0 ? " … " : "");
      quoth_html_append (out, slice, (gssize) n_bytes);
      left -= n;
      if (left == 0 && (part.start + n < part.end || i + 1 < annotation->n_parts))
        {
          g_string_append (out, " …");
          return;
        }
    }
}

/* What the links of @role point to: the person's name, or the words. */
static void
append_names (GString             *out,
              const QuothHtmlPage *page,
              QuothAnnotation     *claim,
              const char          *role,
              GHashTable          *by_id)
{
  gboolean any = FALSE;

  for (guint i = 0; i < claim->n_links; i++)
    {
      QuothAnnotation *target = g_hash_table_lookup (by_id, claim->links[i].to);
      QuothEntity *entity;

      if (target == NULL || strcmp (claim->links[i].role, role) != 0)
        continue;
      entity = quoth_format_entities_find (page->entities, target->entity);
      g_string_append (out, any ? ", " : "");
      if (entity != NULL)
        quoth_html_append (out, entity->name, -1);
      else
        append_words (out, page, target);
      any = TRUE;
    }
}

/* The links that have no column. */
static gboolean
append_other_links (GString             *out,
                    const QuothHtmlPage *page,
                    QuothAnnotation     *claim,
                    GHashTable          *by_id)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < claim->n_links; i++)
    {
      const char *id = claim->links[i].role;
      const QuothRole *role = quoth_scheme_lookup_role (page->scheme, id);

      if (strcmp (id, "speaker") == 0 || strcmp (id, "cue") == 0
          || !g_hash_table_add (told, (gpointer) id))
        continue;
      g_string_append (out, g_hash_table_size (told) > 1 ? "<br>" : "");
      quoth_html_append (out, role != NULL ? role->name : id, -1);
      g_string_append (out, ": ");
      append_names (out, page, claim, id, by_id);
    }
  return g_hash_table_size (told) > 0;
}

static void
append_details (GString             *out,
                const QuothHtmlPage *page,
                QuothAnnotation     *claim,
                GHashTable          *by_id)
{
  gboolean any;

  g_string_append (out, "<td dir=\"auto\">");
  any = append_other_links (out, page, claim, by_id);
  for (guint i = 0; i < quoth_attributes_get_n (claim->attributes); i++)
    {
      const char *json = NULL;
      const char *id = quoth_attributes_get (claim->attributes, i, &json);
      const QuothAttribute *attribute = quoth_scheme_lookup_attribute (page->scheme, id);
      g_autofree char *value = quoth_attributes_dup_string (claim->attributes, id);

      /* It stands where the speaker would. */
      if (strcmp (id, "no_speaker") == 0 && strcmp (json, "true") == 0
          && !has_link (claim, "speaker"))
        continue;
      g_string_append (out, any ? "<br>" : "");
      any = TRUE;
      quoth_html_append (out, attribute != NULL ? attribute->name : id, -1);
      g_string_append (out, ": ");
      quoth_html_append (out, value != NULL ? name_value (attribute, value) : json, -1);
    }
  if (claim->note != NULL)
    {
      g_string_append (out, any ? "<br>" : "");
      quoth_html_append (out, claim->note, -1);
    }
  g_string_append (out, "</td>");
}

static void
append_targets (GString             *out,
                const QuothHtmlPage *page,
                QuothAnnotation     *claim,
                const char          *role,
                GHashTable          *by_id)
{
  g_string_append (out, "<td dir=\"auto\">");
  append_names (out, page, claim, role, by_id);
  if (strcmp (role, "speaker") == 0 && !has_link (claim, role))
    {
      g_string_append (out, "<span class=\"none\">");
      quoth_html_append (out, quoth_attributes_get_boolean (claim->attributes, "no_speaker")
                                ? _("no source in text") : _("not marked"), -1);
      g_string_append (out, "</span>");
    }
  g_string_append (out, "</td>");
}

static void
append_claims (GString             *out,
               const QuothHtmlPage *page)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0; /* as in the text */

  for (guint i = 0; i < page->annotations->len; i++)
    g_hash_table_insert (by_id, ((QuothAnnotation *) page->annotations->pdata[i])->id,
                         page->annotations->pdata[i]);
  for (guint i = 0; i < page->annotations->len; i++)
    {
      QuothAnnotation *claim = page->annotations->pdata[i];
      const QuothType *type = quoth_scheme_lookup_type (page->scheme, claim->type);

      if (type == NULL || type->kind != QUOTH_TYPE_KIND_CLAIM)
        continue;
      if (n == 0)
        {
          append_element (out, "h2", _("Who said what"));
          g_string_append (out, "\n<table class=\"said\">\n<thead><tr><th></th>");
          append_element (out, "th", _("Speaker"));
          append_element (out, "th", _("Claim"));
          append_element (out, "th", _("Cue"));
          append_element (out, "th", _("Details"));
          g_string_append (out, "</tr></thead>\n<tbody>\n");
        }
      g_string_append_printf (out, "<tr><td class=\"d\">%u</td>", ++n);
      append_targets (out, page, claim, "speaker", by_id);
      g_string_append (out, "<td dir=\"auto\"><a href=\"#");
      quoth_html_append (out, claim->id, -1);
      g_string_append (out, "\">");
      append_words (out, page, claim);
      g_string_append (out, "</a></td>");
      append_targets (out, page, claim, "cue", by_id);
      append_details (out, page, claim, by_id);
      g_string_append (out, "</tr>\n");
    }
  if (n > 0)
    g_string_append (out, "</tbody>\n</table>\n");
}

/* Of each claim, its number in the table. */
static GHashTable *
number_claims (const QuothHtmlPage *page)
{
  GHashTable *numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < page->annotations->len; i++)
    {
      QuothAnnotation *annotation = page->annotations->pdata[i];
      const QuothType *type = quoth_scheme_lookup_type (page->scheme, annotation->type);

      if (type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM)
        g_hash_table_insert (numbers, annotation,
                             GUINT_TO_POINTER (g_hash_table_size (numbers) + 1));
    }
  return numbers;
}

/* A paragraph that begins with a foreign word still runs as its article does. Where the
 * language is unknown, the first letter of each paragraph must do. */
static const char *
direction_of (const char *language)
{
  static const char *const leftwards[] = { "ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr",
                                           "ug", "ur", "yi", NULL };
  g_autofree char *primary = NULL;

  if (language == NULL || *language == '\0')
    return "";
  primary = g_ascii_strdown (language, (gssize) strcspn (language, "-_"));
  return g_strv_contains (leftwards, primary) ? " dir=\"rtl\"" : " dir=\"ltr\"";
}

/* Documented in quoth-html-page.h. */
const char *
quoth_html_title (QuothArticle *article)
{
  return *article->name != '\0' ? article->name : article->id;
}

/**
 * quoth_html_append_page:
 * @out: where to append
 * @page: the article
 *
 * Appends a whole page: the text with its annotations, and who said what.
 */
void
quoth_html_append_page (GString             *out,
                        const QuothHtmlPage *page)
{
  QuothArticle *article = page->data->article;
  g_autoptr (GHashTable) numbers = number_claims (page);

  quoth_html_append_head (out, quoth_html_title (article), article->language, page->scheme);
  g_string_append (out, "<nav><a href=\"");
  quoth_html_append (out, page->index, -1);
  g_string_append (out, "\">");
  quoth_html_append (out, _("All articles"), -1);
  g_string_append (out, "</a></nav>\n<main>\n<h1 dir=\"auto\">");
  quoth_html_append (out, quoth_html_title (article), -1);
  g_string_append (out, "</h1>\n");
  append_facts (out, page);
  append_key (out, page);
  if (quoth_text_get_length (page->data->text) > 0)
    {
      g_string_append_printf (out, "<div class=\"text\"%s>", direction_of (article->language));
      quoth_html_append_text (out, page, numbers);
      g_string_append (out, "</div>\n");
    }
  else
    {
      g_string_append (out, "<p class=\"none\">");
      /* Translators: stands on a page in place of the text of an article */
      quoth_html_append (out, _("This article has no text."), -1);
      g_string_append (out, "</p>\n");
    }
  append_claims (out, page);
  g_string_append (out, "</main>\n</body>\n</html>\n");
}
