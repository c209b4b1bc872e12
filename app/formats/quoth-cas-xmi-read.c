/* quoth-cas-xmi-read.c - the feature structures of an XMI file
 *
 * An element below the root is a feature structure; its namespace and name are the type,
 * its attributes and the elements in it the features. What a feature's text means only
 * the type system tells; without one, references are known by the names that UIMA and
 * DKPro give them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas.h"
#include "quoth-xml-scan.h"

#include <string.h>

#define XMI_URI  "http://www.omg.org/XMI"
#define CAS_URI  "http:///uima/cas.ecore"

typedef struct
{
  QuothCas  *cas;
  guint      depth;    /* of open elements */
  gboolean   is_open;  /* a feature structure is */
  GString   *text;     /* of the child element that is open */
  GPtrArray *children; /* of char*: name, text, name, text … */
  /* Of the structure before this one, mostly of the same type. */
  const char *last_uri;  /* nullable */
  const char *last_name; /* nullable */
  char       *last_type; /* nullable */
} Reader;

static gboolean
parse_number (const QuothXmlAttribute *attribute,
              guint                   *out_number)
{
  guint64 number = 0;

  if (attribute->n_value == 0 || attribute->n_value > 10)
    return FALSE;
  for (gsize i = 0; i < attribute->n_value; i++)
    {
      if (!g_ascii_isdigit (attribute->value[i]))
        return FALSE;
      number = number * 10 + (guint) (attribute->value[i] - '0');
    }
  *out_number = (guint) number;
  return number < G_MAXUINT;
}

static gboolean
has_uri (const QuothXmlAttribute *attribute,
         const char              *uri)
{
  return g_strcmp0 (attribute->uri, uri) == 0;
}

/* http:///a/b.ecore and C are a.b.C. */
static char *
make_type (const char *uri,
           const char *name)
{
  g_autofree char *package = NULL;

  if (uri == NULL || !g_str_has_prefix (uri, "http:///") || !g_str_has_suffix (uri, ".ecore")
      || strcmp (uri, "http:///uima/noNamespace.ecore") == 0)
    return g_strdup (name);
  package = g_strndup (uri + strlen ("http:///"),
                       strlen (uri) - strlen ("http:///") - strlen (".ecore"));
  return g_strconcat (g_strdelimit (package, "/", '.'), ".", name, NULL);
}

static gboolean
is_number (const char *value,
           gsize       n_value)
{
  g_autofree char *copy = g_strndup (value, n_value);
  const char *digits = copy + (*copy == '-');
  char *end = NULL;

  if (!g_ascii_isdigit (*digits) || (*digits == '0' && g_ascii_isalnum (digits[1])))
    return FALSE;
  g_ascii_strtod (copy, &end);
  return *end == '\0' && g_ascii_isdigit (end[-1]);
}

static gboolean
is_reference_name (const char *name)
{
  static const char *const names[] = { "Governor", "Dependent", "first", "next", "target",
                                       "elements", "head", "tail" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
are_ids (const char *value,
         gsize       n_value)
{
  for (gsize i = 0; i < n_value; i++)
    if (!g_ascii_isdigit (value[i]) && value[i] != ' ')
      return FALSE;
  return n_value > 0;
}

/* Only the type system tells a list of one number from the id of a list. */
static QuothCasValueKind
guess_list_kind (QuothCas   *cas,
                 const char *type,
                 const char *name,
                 const char *range,
                 const char *value,
                 gsize       n_value)
{
  if (quoth_cas_types_is_shared (cas->types, type, name) && are_ids (value, n_value)
      && memchr (value, ' ', n_value) == NULL)
    return QUOTH_CAS_REFS;
  /* One byte after the other, as hexadecimal digits. */
  if (strcmp (range, "uima.cas.ByteArray") == 0)
    return QUOTH_CAS_STRING;
  return g_str_has_prefix (range, "uima.cas.String") ? QUOTH_CAS_WORDS : QUOTH_CAS_LIST;
}

static QuothCasValueKind
guess_kind (QuothCas   *cas,
            const char *type,
            const char *name,
            const char *value,
            gsize       n_value)
{
  static const char *const numbers[] = { "uima.cas.Integer", "uima.cas.Long", "uima.cas.Short",
                                         "uima.cas.Byte", "uima.cas.Double", "uima.cas.Float" };
  const char *range = quoth_cas_types_get_range (cas->types, type, name);

  if (range == NULL)
    return is_reference_name (name) && are_ids (value, n_value) ? QUOTH_CAS_REFS
                                                                : QUOTH_CAS_STRING;
  if (strcmp (range, "uima.cas.Boolean") == 0)
    return (n_value == 4 && memcmp (value, "true", 4) == 0)
           || (n_value == 5 && memcmp (value, "false", 5) == 0) ? QUOTH_CAS_JSON
                                                                : QUOTH_CAS_STRING;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (range, numbers[i]) == 0)
      return is_number (value, n_value) ? QUOTH_CAS_JSON : QUOTH_CAS_STRING;
  if (g_str_has_prefix (range, "uima.cas.") && !g_str_has_prefix (range, "uima.cas.FS")
      && (g_str_has_suffix (range, "Array") || g_str_has_suffix (range, "List")))
    return guess_list_kind (cas, type, name, range, value, n_value);
  if (quoth_cas_types_is_a (cas->types, range, "uima.cas.String")
      || (g_str_has_prefix (range, "uima.cas.") && strcmp (range, "uima.cas.FSArray") != 0
          && strcmp (range, "uima.cas.FSList") != 0 && strcmp (range, "uima.cas.TOP") != 0))
    return QUOTH_CAS_STRING;
  return are_ids (value, n_value) ? QUOTH_CAS_REFS : QUOTH_CAS_STRING;
}

static gboolean
read_sofa (Reader                   *self,
           const QuothXmlAttribute  *attributes,
           guint                     n_attributes,
           guint                     line,
           GError                  **error)
{
  const QuothXmlAttribute *text = NULL;
  g_autofree char *name = NULL;
  guint id = 0;

  for (guint i = 0; i < n_attributes; i++)
    {
      const QuothXmlAttribute *attribute = &attributes[i];

      if (strcmp (attribute->name, "id") == 0 && has_uri (attribute, XMI_URI))
        {
          if (!parse_number (attribute, &id))
            return quoth_format_refuse (error, self->cas->path, line, "the id of a text is no "
                                        "number");
        }
      else if (strcmp (attribute->name, "sofaID") == 0)
        name = g_strndup (attribute->value, attribute->n_value);
      else if (strcmp (attribute->name, "sofaString") == 0)
        text = attribute;
    }
  return quoth_cas_add_sofa (self->cas, id, name, text != NULL ? text->value : NULL,
                             text != NULL ? text->n_value : 0, line, error);
}

static gboolean
read_feature (Reader                  *self,
              const QuothXmlAttribute *attribute,
              guint                    line,
              GError                 **error)
{
  QuothCasFs *fs = quoth_cas_last (self->cas);
  guint *slot = NULL;

  if (attribute->uri != NULL)
    slot = strcmp (attribute->name, "id") == 0 && has_uri (attribute, XMI_URI) ? &fs->id : NULL;
  else if (strcmp (attribute->name, "sofa") == 0)
    slot = &fs->sofa;
  else if (strcmp (attribute->name, "begin") == 0)
    slot = &fs->begin;
  else if (strcmp (attribute->name, "end") == 0)
    slot = &fs->end;
  else
    {
      quoth_cas_add_feature (self->cas, attribute->name, attribute->value, attribute->n_value,
                             guess_kind (self->cas, fs->type, attribute->name, attribute->value,
                                         attribute->n_value));
      return TRUE;
    }
  if (slot != NULL && !parse_number (attribute, slot))
    return quoth_format_refuse (error, self->cas->path, line, "%s of %s is no number",
                                attribute->name, quoth_cas_short_name (fs->type));
  return TRUE;
}

static gboolean
start_cb (gpointer                  user_data,
          const char               *uri,
          const char               *name,
          const QuothXmlAttribute  *attributes,
          guint                     n_attributes,
          guint                     line,
          GError                  **error)
{
  Reader *self = user_data;

  self->depth++;
  g_string_truncate (self->text, 0);
  if (self->depth == 1 && (strcmp (name, "XMI") != 0 || g_strcmp0 (uri, XMI_URI) != 0))
    return quoth_format_refuse (error, self->cas->path, line, "no XMI, but <%s>", name);
  if (self->depth != 2)
    return TRUE;
  if (g_strcmp0 (uri, CAS_URI) == 0 && strcmp (name, "Sofa") == 0)
    return read_sofa (self, attributes, n_attributes, line, error);
  if (g_strcmp0 (uri, CAS_URI) == 0 && (strcmp (name, "View") == 0 || strcmp (name, "NULL") == 0))
    return TRUE;
  if (uri != self->last_uri || name != self->last_name)
    {
      g_free (self->last_type);
      self->last_type = make_type (uri, name);
      self->last_uri = uri;
      self->last_name = name;
    }
  quoth_cas_add (self->cas, self->last_type, 0, line);
  self->is_open = TRUE;
  for (guint i = 0; i < n_attributes; i++)
    if (!read_feature (self, &attributes[i], line, error))
      return FALSE;
  return TRUE;
}

/* The elements in a feature structure: one alone is a string or a reference, several of
 * a name, or those of an array, are a list. */
static void
take_children (Reader *self)
{
  QuothCas *cas = self->cas;
  const char *type = quoth_cas_last (cas)->type;

  for (guint i = 0; i < self->children->len; i += 2)
    {
      const char *name = self->children->pdata[i];
      const char *range = quoth_cas_types_get_range (cas->types, type, name);
      gboolean is_list = strcmp (name, "elements") == 0
                         || (range != NULL && g_str_has_prefix (range, "uima.cas.StringA"))
                         || (range != NULL && strcmp (range, "uima.cas.StringList") == 0);
      g_autoptr (GPtrArray) values = g_ptr_array_new ();
      g_autoptr (QuothAttributes) list = NULL;
      const char *json = NULL;

      g_ptr_array_add (values, self->children->pdata[i + 1]);
      while (i + 2 < self->children->len && strcmp (name, self->children->pdata[i + 2]) == 0)
        {
          i += 2;
          g_ptr_array_add (values, self->children->pdata[i + 1]);
        }
      if (values->len == 1 && !is_list)
        {
          const char *value = values->pdata[0];

          quoth_cas_add_feature (cas, name, value, strlen (value),
                                 guess_kind (cas, type, name, value, strlen (value)));
          continue;
        }
      g_ptr_array_add (values, NULL);
      list = quoth_attributes_with_strv (NULL, "list", (const char *const *) values->pdata);
      quoth_attributes_get (list, 0, &json);
      quoth_cas_add_feature (cas, name, json, strlen (json), QUOTH_CAS_JSON);
    }
  g_ptr_array_set_size (self->children, 0);
}

static gboolean
end_cb (gpointer     user_data,
        const char  *uri,
        const char  *name,
        GError     **error)
{
  Reader *self = user_data;

  self->depth--;
  if (self->depth == 2 && self->is_open)
    {
      g_ptr_array_add (self->children, g_strdup (name));
      g_ptr_array_add (self->children, g_strndup (self->text->str, self->text->len));
      g_string_truncate (self->text, 0);
    }
  if (self->depth != 1 || !self->is_open)
    return TRUE;
  self->is_open = FALSE;
  take_children (self);
  return quoth_cas_end (self->cas, error);
}

static gboolean
text_cb (gpointer     user_data,
         const char  *text,
         gsize        n_bytes,
         GError     **error)
{
  Reader *self = user_data;

  if (self->depth == 3 && self->is_open)
    g_string_append_len (self->text, text, (gssize) n_bytes);
  return TRUE;
}

/**
 * quoth_cas_xmi_read:
 * @self: an empty CAS
 * @bytes: an XMI file
 * @n_bytes: its length
 * @progress: (nullable): stops the reading
 * @error: return location for a #QuothFormatError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when all was read
 */
gboolean
quoth_cas_xmi_read (QuothCas       *self,
                    const char     *bytes,
                    gsize           n_bytes,
                    QuothProgress  *progress,
                    GError        **error)
{
  const QuothXmlHandler handler = { start_cb, end_cb, text_cb };
  Reader reader = { .cas = self, .text = g_string_new (NULL),
                    .children = g_ptr_array_new_with_free_func (g_free) };
  gboolean ok = quoth_xml_scan (&handler, &reader, self->path, bytes, n_bytes, progress, error);

  g_ptr_array_unref (reader.children);
  g_string_free (reader.text, TRUE);
  g_free (reader.last_type);
  return ok;
}
