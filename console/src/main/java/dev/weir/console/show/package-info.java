/** Pure. What pages show: words, amounts, links, rails, timelines and charts. */
@NullMarked
package dev.weir.console.show;

import org.jspecify.annotations.NullMarked;
