/** Services (games), their links to markets and their webhook secrets. */
@NullMarked
package io.coinslot.catalog.service;

import org.jspecify.annotations.NullMarked;
