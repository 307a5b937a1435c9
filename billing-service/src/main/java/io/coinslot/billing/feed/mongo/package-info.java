/** Where the feed is kept. */
@NullMarked
package io.coinslot.billing.feed.mongo;

import org.jspecify.annotations.NullMarked;
