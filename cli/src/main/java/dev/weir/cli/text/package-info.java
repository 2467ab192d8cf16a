/** Pure. What operators read: tables and sentences made of API views. */
@NullMarked
package dev.weir.cli.text;

import org.jspecify.annotations.NullMarked;
