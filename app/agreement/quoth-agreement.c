/* quoth-agreement.c - how much the layers of articles agree, article by article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-agreement.h"
#include "quoth-agreement-private.h"
#include "quoth-sort.h"

/* Choices of one attribute; a matrix of more says nothing. */
#define MAX_CHOICES 64

#define MAX_WEIGHT 16

/* So many bootstrap samples are added at once. */
#define BLOCK 8

G_DEFINE_QUARK (quoth-agreement-error-quark, quoth_agreement_error)

static void
tally_free (QuothTally *self)
{
  g_free (self->sums);
  g_free (self->replicates);
  g_free (self);
}

static QuothTally *
tally_new (guint n)
{
  QuothTally *self = g_new0 (QuothTally, 1);

  self->n = n;
  self->sums = g_new0 (double, n);
  return self;
}

static gboolean
is_judged (const QuothAttribute *attribute)
{
  if (attribute->hidden || quoth_attribute_applies (attribute, "article"))
    return FALSE;
  if (attribute->kind == QUOTH_ATTRIBUTE_SINGLE)
    return attribute->values->len > 1 && attribute->values->len <= MAX_CHOICES;
  return attribute->kind == QUOTH_ATTRIBUTE_FLAG || attribute->kind == QUOTH_ATTRIBUTE_NUMBER
         || quoth_agreement_is_open (attribute);
}

static void
list_subjects (QuothAgreement *self)
{
  self->types = g_ptr_array_new ();
  self->attributes = g_ptr_array_new ();
  g_ptr_array_add (self->types, NULL);
  for (guint i = 0; i < quoth_scheme_get_n_types (self->scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (self->scheme, i);

      if (!type->automatic)
        g_ptr_array_add (self->types, (gpointer) type);
    }
  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);

      if (is_judged (attribute))
        g_ptr_array_add (self->attributes, (gpointer) attribute);
    }
}

/**
 * quoth_agreement_new:
 * @scheme: types and attributes to compare
 * @layers: (array zero-terminated): names of layers, each once; at least two and at most
 *   %QUOTH_AGREEMENT_MAX_LAYERS
 * @settings: seed and numbers of samples
 *
 * Returns: (transfer full): nothing compared yet
 */
QuothAgreement *
quoth_agreement_new (QuothScheme                  *scheme,
                     const char *const            *layers,
                     const QuothAgreementSettings *settings)
{
  QuothAgreement *self = g_new0 (QuothAgreement, 1);

  self->scheme = quoth_scheme_ref (scheme);
  self->settings = *settings;
  self->layers = g_strdupv ((char **) layers);
  self->n_layers = g_strv_length (self->layers);
  qsort (self->layers, self->n_layers, sizeof (char *), quoth_compare_strings);
  self->n_pairs = self->n_layers * (self->n_layers - 1) / 2;
  list_subjects (self);
  self->cells = g_new0 (QuothTally *, (gsize) (self->n_pairs + 1) * self->types->len);
  self->judgements = g_new0 (QuothTally *, (gsize) (self->n_pairs + 1) * self->attributes->len);
  self->values = g_new0 (GHashTable *, (gsize) (self->n_pairs + 1) * self->attributes->len);
  self->speakers = g_new0 (GHashTable *, (gsize) self->n_pairs + 1);
  for (guint pair = 0; pair <= self->n_pairs; pair++)
    self->speakers[pair] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
quoth_agreement_free (QuothAgreement *self)
{
  for (guint i = 0; i < (self->n_pairs + 1) * self->types->len; i++)
    g_clear_pointer (&self->cells[i], tally_free);
  for (guint i = 0; i < (self->n_pairs + 1) * self->attributes->len; i++)
    {
      g_clear_pointer (&self->judgements[i], tally_free);
      g_clear_pointer (&self->values[i], g_hash_table_unref);
    }
  for (guint pair = 0; pair <= self->n_pairs; pair++)
    g_hash_table_unref (self->speakers[pair]);
  g_free (self->cells);
  g_free (self->judgements);
  g_free (self->values);
  g_free (self->speakers);
  g_ptr_array_unref (self->types);
  g_ptr_array_unref (self->attributes);
  g_strfreev (self->layers);
  quoth_scheme_unref (self->scheme);
  g_free (self);
}

/* The sums of a pair (or of all) and a type; zeros when nothing was there. */
double *
quoth_agreement_sums (QuothAgreement *self,
                      guint           pair,
                      guint           type)
{
  QuothTally **cell = &self->cells[pair * self->types->len + type];

  if (*cell == NULL)
    *cell = tally_new (N_SUMS);
  return (*cell)->sums;
}

double *
quoth_agreement_judgements (QuothAgreement *self,
                            guint           pair,
                            guint           attribute,
                            guint           n)
{
  QuothTally **cell = &self->judgements[pair * self->attributes->len + attribute];

  if (*cell == NULL)
    *cell = tally_new (n);
  return (*cell)->sums;
}

/* From the samples of one sum to those of the next. */
gsize
quoth_agreement_get_stride (QuothAgreement *self)
{
  return ((gsize) self->settings.n_replicates + BLOCK - 1) / BLOCK * BLOCK;
}

/* The id of the entity that it was merged into, if any. */
const char *
quoth_agreement_resolve (QuothRegistry *registry,
                         const char    *entity)
{
  QuothEntity *heir = registry != NULL ? quoth_registry_resolve (registry, entity) : NULL;

  return heir != NULL ? heir->id : entity;
}

static gboolean
check_text (QuothAgreement    *self,
            QuothArticleData  *data,
            GError           **error)
{
  g_autofree char *hash = quoth_text_get_hash (data->text);
  guint length = quoth_text_get_length (data->text);

  if (g_strcmp0 (hash, data->article->hash) != 0)
    {
      g_set_error (error, QUOTH_AGREEMENT_ERROR, QUOTH_AGREEMENT_ERROR_UNEQUAL,
                   "the text of article \"%s\" is not the one that was annotated",
                   data->article->id);
      return FALSE;
    }
  for (guint i = 0; i < data->annotations->len; i++)
    if (!quoth_annotation_validate (data->annotations->pdata[i], length, NULL))
      {
        g_set_error (error, QUOTH_AGREEMENT_ERROR, QUOTH_AGREEMENT_ERROR_UNEQUAL,
                     "annotation \"%s\" does not fit the text of article \"%s\"",
                     ((QuothAnnotation *) data->annotations->pdata[i])->id, data->article->id);
        return FALSE;
      }
  return TRUE;
}

/**
 * quoth_agreement_count_layers:
 * @self: names layers
 * @data: an article
 *
 * A layer is there when something is marked in it; an empty one when it is done or locked:
 * then its annotator looked and found nothing.
 *
 * Returns: how many of the layers the article has
 */
guint
quoth_agreement_count_layers (QuothAgreement   *self,
                              QuothArticleData *data)
{
  guint32 present = quoth_layers_present ((const char *const *) self->layers, self->scheme, data);
  guint n = 0;

  for (; present != 0; present &= present - 1)
    n++;
  return n;
}

/**
 * quoth_agreement_compare:
 * @self: layers, types and settings
 * @data: an article with all layers
 * @registry: (nullable): to follow merged entities
 * @error: return location
 *
 * Compares the layers of one article. All its annotations must belong to the very text
 * that is there.
 *
 * Returns: (transfer full) (nullable): the agreement in this article alone
 */
QuothAgreement *
quoth_agreement_compare (QuothAgreement    *self,
                         QuothArticleData  *data,
                         QuothRegistry     *registry,
                         GError           **error)
{
  g_autoptr (QuothAgreement) article = NULL;
  QuothComparison comparison;
  gboolean ok = TRUE;
  guint pair = 0;

  if (!check_text (self, data, error))
    return NULL;
  article = quoth_agreement_new (self->scheme, (const char *const *) self->layers,
                                 &self->settings);
  quoth_comparison_init (&comparison, article, data, registry);
  for (guint a = 0; a < self->n_layers; a++)
    for (guint b = a + 1; b < self->n_layers; b++, pair++)
      if (ok && comparison.sides[a].present && comparison.sides[b].present)
        {
          ok = quoth_comparison_pair (&comparison, pair, a, b, error);
          article->n_articles = 1;
        }
  if (ok && article->n_articles > 0)
    quoth_comparison_group (&comparison);
  quoth_comparison_clear (&comparison);
  return ok ? g_steal_pointer (&article) : NULL;
}

/* How often each bootstrap sample takes an article: Poisson with mean 1, which is what
 * drawing with replacement comes to, without knowing how many articles there will be.
 * Behind the last sample stand zeros, to the end of a block. */
static float *
draw_weights (QuothAgreement *self,
              const char     *article_id)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (self->settings.seed * 31
                                                 + g_str_hash (article_id));
  float *weights = g_new0 (float, quoth_agreement_get_stride (self));

  for (guint i = 0; i < self->settings.n_replicates; i++)
    {
      double share = 0.36787944117144233, left = g_rand_double (rand) - share;
      guint n = 0;

      while (left >= 0 && n < MAX_WEIGHT)
        {
          share /= ++n;
          left -= share;
        }
      weights[i] = (float) n;
    }
  return weights;
}

/* Blocks of a known size are what compilers make one instruction of. */
static void
add_single (float *restrict       to,
            const float *restrict weights,
            float                 sum,
            gsize                 n)
{
  for (gsize i = 0; i < n; i += BLOCK)
    for (guint k = 0; k < BLOCK; k++)
      to[i + k] += weights[i + k] * sum;
}

static void
add_double (float *restrict       to,
            const float *restrict weights,
            double                sum,
            gsize                 n)
{
  for (gsize i = 0; i < n; i += BLOCK)
    for (guint k = 0; k < BLOCK; k++)
      to[i + k] += (float) ((double) weights[i + k] * sum);
}

/* Nothing is added for nothing: most sums of a cell are zero. Most others are counts, and
 * their products the same in single precision. */
static void
add_tally (QuothTally       *to,
           const QuothTally *from,
           gsize             stride,
           const float      *weights)
{
  if (to->replicates == NULL)
    to->replicates = g_new0 (float, to->n * stride);
  to->n_articles++;
  for (guint i = 0; i < to->n; i++)
    {
      double sum = from->sums[i];
      float *replicates = to->replicates + i * stride;

      if (sum == 0)
        continue;
      to->sums[i] += sum;
      if ((double) (float) sum == sum)
        add_single (replicates, weights, (float) sum, stride);
      else
        add_double (replicates, weights, sum, stride);
    }
}

static void
add_tallies (QuothAgreement  *self,
             QuothTally     **to,
             QuothTally     **from,
             guint            n_tallies,
             const float     *weights)
{
  for (guint t = 0; t < n_tallies; t++)
    {
      if (from[t] == NULL || from[t]->n == 0)
        continue;
      if (to[t] == NULL)
        to[t] = tally_new (from[t]->n);
      add_tally (to[t], from[t], quoth_agreement_get_stride (self), weights);
    }
}

static void
add_speakers (GHashTable *to,
              GHashTable *from)
{
  GHashTableIter iter;
  gpointer name, n;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &n))
    {
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (to, name));

      g_hash_table_insert (to, g_strdup (name), GUINT_TO_POINTER (before + GPOINTER_TO_UINT (n)));
    }
}

/* @first_pair: those before it are left out; the last is that of all layers. */
static void
add_from (QuothAgreement *self,
          QuothAgreement *article,
          const char     *article_id,
          guint           first_pair)
{
  g_autofree float *weights = draw_weights (self, article_id);
  guint n_types = self->types->len, n_attributes = self->attributes->len;
  guint n = self->n_pairs + 1 - first_pair;

  add_tallies (self, self->cells + first_pair * n_types, article->cells + first_pair * n_types,
               n * n_types, weights);
  add_tallies (self, self->judgements + first_pair * n_attributes,
               article->judgements + first_pair * n_attributes, n * n_attributes, weights);
  for (guint pair = first_pair; pair <= self->n_pairs; pair++)
    {
      add_speakers (self->speakers[pair], article->speakers[pair]);
      quoth_agreement_add_values (self, pair, article, pair);
    }
  self->n_articles += article->n_articles;
}

/**
 * quoth_agreement_add:
 * @self: sums of many articles
 * @article: from quoth_agreement_compare() with the same layers
 * @article_id: its id, which the bootstrap hangs on
 *
 * Adds one article. The order in which articles come does not matter.
 */
void
quoth_agreement_add (QuothAgreement *self,
                     QuothAgreement *article,
                     const char     *article_id)
{
  add_from (self, article, article_id, 0);
}

/**
 * quoth_agreement_add_group:
 * @self: sums of many articles
 * @article: from quoth_agreement_compare() with the same layers
 * @article_id: its id, which the bootstrap hangs on
 *
 * Adds what all layers say together. Gamma, a mean over pairs, is not known then.
 */
void
quoth_agreement_add_group (QuothAgreement *self,
                           QuothAgreement *article,
                           const char     *article_id)
{
  add_from (self, article, article_id, self->n_pairs);
}

QuothScheme *
quoth_agreement_get_scheme (QuothAgreement *self)
{
  return self->scheme;
}

const QuothAgreementSettings *
quoth_agreement_get_settings (QuothAgreement *self)
{
  return &self->settings;
}

const char *const *
quoth_agreement_get_layers (QuothAgreement *self)
{
  return (const char *const *) self->layers;
}

guint
quoth_agreement_get_n_articles (QuothAgreement *self)
{
  return self->n_articles;
}

guint
quoth_agreement_get_n_pairs (QuothAgreement *self)
{
  return self->n_pairs;
}

void
quoth_agreement_get_pair (QuothAgreement  *self,
                          guint            pair,
                          const char     **out_a,
                          const char     **out_b)
{
  guint a = 0, n = self->n_layers - 1;

  for (; pair >= n && n > 0; a++)
    pair -= n--;
  *out_a = self->layers[a];
  *out_b = self->layers[a + 1 + pair];
}

guint
quoth_agreement_get_n_types (QuothAgreement *self)
{
  return self->types->len;
}

const QuothType *
quoth_agreement_get_type_at (QuothAgreement *self,
                             guint           type)
{
  return self->types->pdata[type];
}

guint
quoth_agreement_get_n_attributes (QuothAgreement *self)
{
  return self->attributes->len;
}

const QuothAttribute *
quoth_agreement_get_attribute_at (QuothAgreement *self,
                                  guint           attribute)
{
  return self->attributes->pdata[attribute];
}
