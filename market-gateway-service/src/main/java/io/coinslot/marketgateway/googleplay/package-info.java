/** Google Play, through Google's own client of the Android Publisher API. */
@NullMarked
package io.coinslot.marketgateway.googleplay;

import org.jspecify.annotations.NullMarked;
