/** Which assertions were used, in MongoDB. */
@NullMarked
package io.coinslot.cardregistry.account.mongo;

import org.jspecify.annotations.NullMarked;
