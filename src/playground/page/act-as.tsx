import { Avatar } from './avatar.tsx'
import { useSession } from './session.ts'

/** Who one is in this playground. What each may do is for Windlass to decide, and worth trying out. */
export function ActAs({ onActAs }: { readonly onActAs: (user: string) => void }) {
  const { workspace } = useSession()
  const people = workspace.users.filter(({ isBot }) => !isBot)
  return (
    <fieldset className="act-as">
      <legend>Act as</legend>
      {people.map((user) => (
        <label key={user.id} className="person-line">
          <input
            type="radio"
            name="act-as"
            value={user.id}
            checked={user.id === workspace.me}
            onChange={() => onActAs(user.id)}
          />
          <Avatar user={user} size="small" />
          <span className="person-name">{user.realName}</span>
          <span className="person-title">{user.title}</span>
        </label>
      ))}
    </fieldset>
  )
}
