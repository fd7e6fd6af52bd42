/// Gene panels as PanelApp publishes them: panels with versions, the genes, short tandem repeats
/// and regions on them, and superpanels that are made of others. Reads panel documents, list pages
/// and tables; [PanelFiles] is the way in. Panels are data under their own terms; none are part of
/// this program.
@NullMarked
package org.opengms.panels;

import org.jspecify.annotations.NullMarked;
