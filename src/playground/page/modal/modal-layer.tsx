import { useSession } from '../session.ts'
import { Modal } from './modal.tsx'

/** The one modal that is open for the person acted as, over everything else. */
export function ModalLayer() {
  const { workspace } = useSession()
  const { modal, me } = workspace
  return modal === undefined ? null : <Modal key={`${me} ${modal.viewId}`} modal={modal} />
}
