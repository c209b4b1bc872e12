/* quoth-cas-map-lists.c - arrays and lists of plain values become attributes
 *
 * A feature of several strings or numbers holds them itself, or names the structure that does:
 * an array, or a list in which each element names the next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas-map-private.h"

#include <string.h>

/* Any number of annotations may name one array or list: what one holds, and all that is taken
 * of them, however often. */
#define MAX_LIST_BYTES (1024 * 1024)
#define MAX_ALL_BYTES (64 * 1024 * 1024)

/* To be asked before bytes are copied or elements looked at; @held: what the list has so far. */
static gboolean
may_add (QuothCasMap *self,
         gsize       *held,
         gsize        n_bytes)
{
  *held += n_bytes;
  self->cas->n_list_bytes += n_bytes;
  if (*held <= MAX_LIST_BYTES && self->cas->n_list_bytes <= MAX_ALL_BYTES)
    return TRUE;
  quoth_cas_map_tell (self, g_strdup ("lists hold too much: some are left out"));
  return FALSE;
}

/* As JSON writes numbers, so that a list of them can be put together of their texts. */
static gboolean
is_number (const char *text)
{
  const char *p = text + (*text == '-');

  if (!g_ascii_isdigit (*p) || (*p == '0' && g_ascii_isdigit (p[1])))
    return FALSE;
  p += strspn (p, "0123456789");
  if (*p == '.' && g_ascii_isdigit (p[1]))
    p += 1 + strspn (p + 1, "0123456789");
  if (*p == 'e' || *p == 'E')
    {
      p += 1 + (p[1] == '-' || p[1] == '+');
      if (!g_ascii_isdigit (*p))
        return FALSE;
      p += strspn (p, "0123456789");
    }
  return *p == '\0';
}

/* Numbers and truth values as they are when all are, unless they are known to be @texts; NULL
 * when there are none. */
static char *
make_list (char     **values,
           gboolean   texts)
{
  g_autoptr (QuothAttributes) list = NULL;
  const char *json = NULL;
  gboolean plain = !texts;

  if (values[0] == NULL)
    return NULL;
  for (guint i = 0; values[i] != NULL; i++)
    plain = plain && (is_number (values[i]) || strcmp (values[i], "true") == 0
                      || strcmp (values[i], "false") == 0);
  if (plain)
    {
      g_autofree char *joined = g_strjoinv (",", values);

      return g_strconcat ("[", joined, "]", NULL);
    }
  list = quoth_attributes_with_strv (NULL, "list", (const char *const *) values);
  quoth_attributes_get (list, 0, &json);
  return g_strdup (json);
}

static char *
split_list (const char *text,
            gboolean    texts)
{
  g_auto (GStrv) values = g_strsplit_set (text, " \t\r\n", -1);
  guint n = 0;

  /* Any number of blanks may stand between two. */
  for (guint i = 0; values[i] != NULL; i++)
    if (*values[i] != '\0')
      values[n++] = values[i];
    else
      g_free (values[i]);
  values[n] = NULL;
  return make_list (values, texts);
}

/* Arrays may lack elements; NULL when it lacks all. */
static char *
drop_nulls (const char *json)
{
  g_autoptr (GString) list = g_string_new ("[");
  gboolean in_string = FALSE;

  for (const char *p = json + 1; *p != '\0'; p++)
    {
      if (!in_string && *p == 'n')
        {
          p += strlen ("null") - 1;
          continue;
        }
      if (!in_string && (*p == ',' || *p == ']') && strchr ("[,", list->str[list->len - 1]) != NULL)
        {
          if (*p == ']' && list->len > 1)
            list->str[list->len - 1] = ']';
          continue;
        }
      if (!in_string && g_ascii_isspace (*p))
        continue;
      in_string = in_string != (*p == '"');
      g_string_append_c (list, *p);
      if (*p == '\\' && p[1] != '\0')
        g_string_append_c (list, *++p);
    }
  return list->len > 1 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

/* What each element of a list holds, once: the list may bite its tail. */
static char *
follow_list (QuothCasMap      *self,
             const QuothCasFs *fs,
             gsize            *held)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) values = NULL;
  gboolean texts = strcmp (fs->type, "uima.cas.NonEmptyStringList") == 0;

  while (fs != NULL && g_hash_table_add (seen, (gpointer) fs))
    {
      const QuothCasFeature *head = quoth_cas_get_feature (self->cas, fs, "head");
      const QuothCasFeature *tail = quoth_cas_get_feature (self->cas, fs, "tail");
      guint index = tail != NULL ? quoth_cas_find (self->cas,
                                                   (guint) g_ascii_strtoull (tail->value, NULL, 10))
                                 : G_MAXUINT;

      /* Those two were looked for among all features of the element. */
      if (!may_add (self, held, 1 + fs->n_features + (head != NULL ? strlen (head->value) : 0)))
        return NULL;
      if (head != NULL)
        g_strv_builder_add (builder, head->value);
      fs = index != G_MAXUINT ? quoth_cas_get (self->cas, index) : NULL;
    }
  if (fs != NULL)
    quoth_cas_map_tell (self, g_strdup ("a list leads back into itself: it ends there"));
  values = g_strv_builder_end (builder);
  return make_list (values, texts);
}

static gboolean
is_plain (const char *type,
          const char *suffix)
{
  return g_str_has_prefix (type, "uima.cas.") && g_str_has_suffix (type, suffix)
         && !g_str_has_prefix (type, "uima.cas.FS") && !g_str_has_prefix (type, "uima.cas.NonEmptyFS")
         && !g_str_has_prefix (type, "uima.cas.EmptyFS");
}

/* The structure of plain values that @feature names; NULL when it names another, several or none:
 * numbers that stand in the feature itself may look like an id. */
static const QuothCasFs *
find_structure (QuothCasMap           *self,
                const QuothCasFeature *feature)
{
  const QuothCasFs *fs;
  guint64 id;
  guint index;
  char *end;

  if (feature->kind != QUOTH_CAS_REFS)
    return NULL;
  id = g_ascii_strtoull (feature->value, &end, 10);
  index = *end == '\0' && id > 0 && id <= G_MAXUINT ? quoth_cas_find (self->cas, (guint) id)
                                                    : G_MAXUINT;
  fs = index != G_MAXUINT ? quoth_cas_get (self->cas, index) : NULL;
  return fs != NULL && fs->begin == QUOTH_CAS_NO_OFFSET
         && (is_plain (fs->type, "Array") || is_plain (fs->type, "List")) ? fs : NULL;
}

gboolean
quoth_cas_map_is_list (QuothCasMap           *self,
                       const QuothCasFeature *feature)
{
  return feature->kind == QUOTH_CAS_LIST || feature->kind == QUOTH_CAS_WORDS
         || find_structure (self, feature) != NULL;
}

char *
quoth_cas_map_list (QuothCasMap           *self,
                    const QuothCasFeature *feature)
{
  const QuothCasFs *fs = find_structure (self, feature);
  const QuothCasFeature *elements = fs != NULL ? quoth_cas_get_feature (self->cas, fs, "elements")
                                               : NULL;
  const char *value = fs == NULL ? feature->value : elements != NULL ? elements->value : NULL;
  g_autofree char *list = NULL;
  gsize held = 0;

  /* Where no more fits, not even the length of a value that all name is counted again. */
  if (!may_add (self, &held, 1) || (value != NULL && !may_add (self, &held, strlen (value))))
    return NULL;
  if (fs != NULL && is_plain (fs->type, "List"))
    list = follow_list (self, fs, &held);
  else if (value != NULL)
    list = elements != NULL && elements->kind == QUOTH_CAS_JSON && *value == '['
           ? drop_nulls (value) : split_list (value, feature->kind == QUOTH_CAS_WORDS);
  /* JSON escapes characters: its text may be longer than what was asked for. */
  if (list != NULL)
    self->cas->n_list_bytes += MAX (strlen (list), held) - held;
  return g_steal_pointer (&list);
}
