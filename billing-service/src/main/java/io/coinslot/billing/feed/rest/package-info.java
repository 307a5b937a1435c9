/** Reading the feed. */
@NullMarked
package io.coinslot.billing.feed.rest;

import org.jspecify.annotations.NullMarked;
