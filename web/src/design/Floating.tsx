import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";

/** A dialog over the page. Escape or a click beside it closes it, and the focus goes back to where it was. */
export function Floating({
  label,
  className,
  onClose,
  children,
}: {
  label: string;
  className: string;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <ModalOverlay isOpen isDismissable className="overlay" onOpenChange={(open) => !open && onClose()}>
      <Modal className={className}>
        <Dialog aria-label={label} className="dialog">
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
