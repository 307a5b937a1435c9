/** What MongoDB tells about the secrets in billing information. */
@NullMarked
package io.coinslot.billing.information.mongo;

import org.jspecify.annotations.NullMarked;
