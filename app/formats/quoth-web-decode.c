/* quoth-web-decode.c - the bytes of a page become UTF-8
 *
 * A byte order mark, then bytes that are UTF-8, then what the server says, then what
 * the page says, then the detector. A label is read as browsers read it: pages that
 * say ISO 8859-1 mean windows-1252 (WHATWG Encoding Standard, labels).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-encoding.h"
#include "quoth-web-private.h"

#include <string.h>

/* Browsers look for a label in the first 1,024 bytes; pages put it later. */
#define SNIFF_BYTES 4096
#define MAX_LABEL   40

static const struct
{
  const char *label;
  const char *encoding;
} labels[] = {
  { "ansi_x3.4-1968", "windows-1252" }, { "ascii", "windows-1252" },
  { "iso-8859-1", "windows-1252" },     { "iso8859-1", "windows-1252" },
  { "iso_8859-1", "windows-1252" },     { "latin1", "windows-1252" },
  { "us-ascii", "windows-1252" },       { "cp1252", "windows-1252" },
  { "iso-8859-9", "windows-1254" },     { "iso-8859-11", "windows-874" },
  { "tis-620", "windows-874" },         { "gb2312", "gb18030" },
  { "gbk", "gb18030" },                 { "shift_jis", "windows-31j" },
  { "shift-jis", "windows-31j" },       { "euc-kr", "windows-949" },
  { "ks_c_5601-1987", "windows-949" },  { "utf8", "UTF-8" },
};

static char *
resolve (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strcasecmp (labels[i].label, label) == 0)
      return g_strdup (labels[i].encoding);
  return g_strdup (label);
}

static gboolean
is_label_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '.' || c == ':';
}

/* The word after @key and "=" between @from and @end. */
static char *
label_after (const char *from,
             const char *end,
             const char *key)
{
  const char *at = g_strstr_len (from, end - from, key);
  const char *start;

  if (at == NULL)
    return NULL;
  at += strlen (key);
  while (at < end && g_ascii_isspace (*at))
    at++;
  if (at == end || *at != '=')
    return NULL;
  for (at++; at < end && (g_ascii_isspace (*at) || *at == '"' || *at == '\''); at++)
    ;
  for (start = at; at < end && is_label_char (*at); at++)
    ;
  return at > start && at - start <= MAX_LABEL ? g_strndup (start, (gsize) (at - start)) : NULL;
}

/* What the head of the page says: <meta charset>, <meta content="…; charset=">, <?xml encoding?>. */
static char *
sniff (const char *bytes,
       gsize       n_bytes)
{
  g_autofree char *head = g_ascii_strdown (bytes, (gssize) MIN (n_bytes, SNIFF_BYTES));
  const char *at = head;
  char *label;

  if (g_str_has_prefix (head, "<?xml") && strchr (head, '>') != NULL)
    {
      label = label_after (head, strchr (head, '>'), "encoding");
      if (label != NULL)
        return label;
    }
  while ((at = strstr (at, "<meta")) != NULL)
    {
      const char *end = strchr (at, '>');

      if (end == NULL)
        return NULL;
      label = label_after (at, end, "charset");
      if (label != NULL)
        return label;
      at = end;
    }
  return NULL;
}

/* Documented in quoth-web-private.h. */
char *
quoth_web_decode (const char *bytes,
                  gsize       n_bytes,
                  const char *encoding,
                  char      **out_encoding,
                  gsize      *out_n_bytes,
                  GError    **error)
{
  g_autofree char *found = n_bytes > 0 ? sniff (bytes, n_bytes) : NULL;
  const char *const claims[] = { encoding, found };
  char *utf8;

  /* A claim that does not explain the bytes is only a wrong claim. */
  for (guint i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autofree char *name = claims[i] != NULL ? resolve (claims[i]) : NULL;

      /* A label that can be read as ASCII is not in UTF-16. */
      if (name == NULL || (i == 1 && g_ascii_strncasecmp (name, "utf-16", 6) == 0))
        continue;
      utf8 = quoth_encoding_to_utf8 (bytes, n_bytes, name, out_encoding, out_n_bytes, NULL);
      if (utf8 != NULL)
        return utf8;
    }
  return quoth_encoding_to_utf8 (bytes, n_bytes, NULL, out_encoding, out_n_bytes, error);
}
