/* quoth-compat.c - calls that newer versions of GTK and libadwaita replace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-compat"

#include "config.h"

#include "quoth-compat.h"

/**
 * quoth_compat_load_css:
 * @provider: a provider
 * @css: its new style sheet
 */
void
quoth_compat_load_css (GtkCssProvider *provider,
                       const char     *css)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_css_provider_load_from_string (provider, css);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  gtk_css_provider_load_from_data (provider, css, -1);
#endif
}
