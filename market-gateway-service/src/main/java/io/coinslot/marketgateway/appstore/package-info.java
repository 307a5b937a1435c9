/** The App Store, through Apple's own server library. */
@NullMarked
package io.coinslot.marketgateway.appstore;

import org.jspecify.annotations.NullMarked;
