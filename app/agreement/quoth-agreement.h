/* quoth-agreement.h - how much the layers of articles agree, article by article
 *
 * One object holds the sums of every statistic for each pair of layers and each type.
 * An article is compared by itself, into an object of its own, and then added: only
 * sums stay in memory, however many articles there are. Intervals come from a bootstrap
 * over articles that draws its weights from the article's id, so that the order of
 * articles and layers changes nothing and the same seed gives the same numbers. What one
 * article alone has comes without: its marks depend on each other, as clusters, stretches
 * and gaps go over all of its text, and no smaller unit could be drawn by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article.h"
#include "quoth-registry.h"
#include "quoth-scheme.h"

G_BEGIN_DECLS

/* What is counted, exactly:
 *
 *   f1_exact, f1_overlap, f1_characters   marks that are the same set of code points;
 *       marks matched one to one from a Dice coefficient of one half on; code points, no
 *       blanks, that both marked. Sums over pairs and articles, then divided.
 *   kappa, alpha         token by token, inside or outside; kappa is Cohen's for a pair and
 *       Fleiss' for all (articles that all layers have). Articles where no layer of the
 *       pair has the type do not count.
 *   alpha_u              units are parts. Articles weigh by their length.
 *   kappa_nested, …      of the marks that lie upon others of their type and layer; the
 *       three above are of the outermost.
 *   gamma                first begin to last end of each mark; of all types together, the
 *       type is the category. For all layers: the mean over pairs.
 *   directed             marks that some mark of the other layer touches, both ways.
 *   speaker_span, speaker_entity, alpha_entity   on matched claims.
 *   muc, b_cubed, ceaf, conll   F1 of clusters of mentions that are linked to an entity.
 *   attributes           alpha on matched marks: ordinal, interval, nominal, or MASI for sets of
 *       choices; where both have set something.
 *   relations            links from claim to claim, both ends matched.
 *
 * Types that Quoth marks by rule (automatic) are left out.
 */

#define QUOTH_AGREEMENT_ERROR (quoth_agreement_error_quark ())

typedef enum
{
  QUOTH_AGREEMENT_ERROR_UNEQUAL, /* annotations of another text than the one that is there */
  QUOTH_AGREEMENT_ERROR_CROWDED  /* thousands of marks upon each other: not compared */
} QuothAgreementError;

GQuark quoth_agreement_error_quark (void);

typedef enum
{
  QUOTH_STATISTIC_F1_EXACT,
  QUOTH_STATISTIC_F1_OVERLAP,
  QUOTH_STATISTIC_F1_CHARACTERS,
  QUOTH_STATISTIC_KAPPA,
  QUOTH_STATISTIC_ALPHA,
  QUOTH_STATISTIC_ALPHA_U,
  QUOTH_STATISTIC_KAPPA_NESTED,
  QUOTH_STATISTIC_ALPHA_NESTED,
  QUOTH_STATISTIC_ALPHA_U_NESTED,
  QUOTH_STATISTIC_GAMMA,
  QUOTH_STATISTIC_DIRECTED,
  QUOTH_STATISTIC_SPEAKER_SPAN,
  QUOTH_STATISTIC_SPEAKER_ENTITY,
  QUOTH_STATISTIC_ALPHA_ENTITY,
  QUOTH_STATISTIC_MUC,
  QUOTH_STATISTIC_B_CUBED,
  QUOTH_STATISTIC_CEAF,
  QUOTH_STATISTIC_CONLL,
  QUOTH_STATISTIC_RELATIONS
} QuothStatistic;

#define QUOTH_N_STATISTICS (QUOTH_STATISTIC_RELATIONS + 1)

typedef struct
{
  double value; /* NAN where it is not defined */
  double low;   /* of 95 in 100 bootstrap samples; NAN unless two articles have such marks */
  double high;
  double n;     /* what it rests on: marks, tokens, pairable values, matched pairs, mentions */
} QuothEstimate;

typedef struct
{
  guint32 seed;
  guint   n_samples;    /* of chance for gamma; 0: no gamma */
  guint   n_replicates; /* of the bootstrap; 0: no intervals */
} QuothAgreementSettings;

#define QUOTH_AGREEMENT_SETTINGS ((QuothAgreementSettings) { 1, 30, 500 })

/* Compare at most so many layers. */
#define QUOTH_AGREEMENT_MAX_LAYERS 32

typedef struct _QuothAgreement QuothAgreement;

QuothAgreement *quoth_agreement_new          (QuothScheme                  *scheme,
                                              const char *const            *layers,
                                              const QuothAgreementSettings *settings);
void            quoth_agreement_free         (QuothAgreement               *self);
guint           quoth_agreement_count_layers (QuothAgreement               *self,
                                              QuothArticleData             *data);
QuothAgreement *quoth_agreement_compare      (QuothAgreement               *self,
                                              QuothArticleData             *data,
                                              QuothRegistry                *registry,
                                              GError                      **error);
void            quoth_agreement_add          (QuothAgreement               *self,
                                              QuothAgreement               *article,
                                              const char                   *article_id);
/* The same for the sums of all layers only, where no pair will be asked for. */
void            quoth_agreement_add_group    (QuothAgreement               *self,
                                              QuothAgreement               *article,
                                              const char                   *article_id);
/* What one article comes to, to be added again without being read again. */
GBytes         *quoth_agreement_pack         (QuothAgreement               *self);
QuothAgreement *quoth_agreement_unpack       (QuothAgreement               *like,
                                              GBytes                       *bytes);

/* Which layers count as work on an article, here as in what compares by itself. */
guint32         quoth_layers_present         (const char *const            *layers,
                                              QuothScheme                  *scheme,
                                              QuothArticleData             *data);

QuothScheme    *quoth_agreement_get_scheme   (QuothAgreement               *self);
const QuothAgreementSettings *quoth_agreement_get_settings (QuothAgreement *self);
const char *const *quoth_agreement_get_layers (QuothAgreement *self);
guint           quoth_agreement_get_n_articles (QuothAgreement *self);

/* Pairs in the order of their layers' names; after the last stands "all layers". */
guint           quoth_agreement_get_n_pairs  (QuothAgreement  *self);
void            quoth_agreement_get_pair     (QuothAgreement  *self,
                                              guint            pair,
                                              const char     **out_a,
                                              const char     **out_b);
/* Type 0 stands for all types. */
guint           quoth_agreement_get_n_types  (QuothAgreement  *self);
const QuothType *quoth_agreement_get_type_at (QuothAgreement  *self,
                                              guint            type);
guint           quoth_agreement_get_n_attributes (QuothAgreement *self);
const QuothAttribute *quoth_agreement_get_attribute_at (QuothAgreement *self,
                                                        guint           attribute);

const char     *quoth_statistic_get_id       (QuothStatistic   statistic);
gboolean        quoth_agreement_estimate     (QuothAgreement  *self,
                                              guint            pair,
                                              guint            type,
                                              QuothStatistic   statistic,
                                              QuothEstimate   *out_estimate);
gboolean        quoth_agreement_estimate_attribute (QuothAgreement *self,
                                                    guint           pair,
                                                    guint           attribute,
                                                    QuothEstimate  *out_estimate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothAgreement, quoth_agreement_free)

G_END_DECLS
